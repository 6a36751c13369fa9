package io.continuo.runner.launch.container;

import io.continuo.value.Value;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.ValueJson;

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
      return ValueJson.read(message.substring(json)) instanceof Value.Fields answer
              && answer.values().get("message") instanceof Value.Text(String text)
          ? text
          : message;
    } catch (UndecodableException _) {
      return message;
    }
  }
}
