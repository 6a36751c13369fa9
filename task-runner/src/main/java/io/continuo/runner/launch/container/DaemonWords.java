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

  /** Whether the operating system keeps us from the daemon's socket. */
  private static boolean isForbidden(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("Permission denied") || message.contains("EACCES")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Why there was no answer.
   *
   * @param host where the daemon is looked for
   */
  static String away(Patience.DaemonAway e, String host) {
    return isForbidden(e)
        ? "no permission to use the socket of the Docker daemon ("
            + host
            + "): add the runner's user to the group 'docker' and start the runner anew"
        : e.getMessage() + "; looked for at " + host;
  }
}
