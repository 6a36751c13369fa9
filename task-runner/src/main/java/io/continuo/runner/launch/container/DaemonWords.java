package io.continuo.runner.launch.container;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.continuo.runner.launch.TaskJson;
import io.continuo.value.Value;

/** The daemon's own explanation inside an exception of its client. */
final class DaemonWords {

  private DaemonWords() {}

  static String in(Throwable e) {
    String message = String.valueOf(e.getMessage());
    int json = message.indexOf('{');
    if (!message.startsWith("Status ") || json < 0) {
      return message;
    }
    try {
      return TaskJson.parse(message.substring(json)) instanceof Value.Fields answer
              && answer.values().get("message") instanceof Value.Text(String text)
          ? text
          : message;
    } catch (JsonProcessingException _) {
      return message;
    }
  }
}
