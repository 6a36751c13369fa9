package io.continuo.runner.launch.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;

/** A request without a usable answer; the message says which, why, and what to do. */
final class NoAnswer extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is known about the request. */
  enum Kind {
    /** Nothing was sent. */
    UNREACHABLE,
    /** It may have had its effect or not. */
    BROKEN_OFF,
    /** There is an answer, and asking again will not make it better. */
    UNUSABLE
  }

  private final Kind kind;

  NoAnswer(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  static NoAnswer of(String target, Throwable cause) {
    return switch (cause) {
      case ConnectException _ ->
          new NoAnswer(
              Kind.UNREACHABLE, target + " cannot be connected to (refused, or unknown host)");
      case HttpTimeoutException _ ->
          new NoAnswer(
              Kind.BROKEN_OFF,
              target
                  + " did not answer in time: raise the request's timeout or look at the service");
      case IOException e when String.valueOf(e.getMessage()).contains("exceeds capacity") ->
          new NoAnswer(
              Kind.UNUSABLE,
              target + " answered with more than 8 MiB: ask for less, or for a link to it");
      case Throwable _ -> new NoAnswer(Kind.BROKEN_OFF, target + " broke off: " + cause);
    };
  }

  Kind kind() {
    return kind;
  }

  String told() {
    return String.valueOf(getMessage());
  }
}
