package io.continuo.gateway.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Where to listen and whom to let in.
 *
 * @param host name or address to bind to
 * @param port 0 for any free one
 * @param tokens bearer tokens, each as good as the others; none means that nobody is asked
 */
public record HttpSettings(String host, int port, List<String> tokens) {
  /** Bytes of a request's body; more is answered with 413. */
  public static final int BODY_LIMIT = 4 * 1024 * 1024;

  private static final int SHORTEST_TOKEN = 16;

  /**
   * Refuses to be open to the network without asking anybody for a token.
   *
   * @throws IllegalArgumentException with what to set
   */
  public HttpSettings {
    tokens = List.copyOf(tokens);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "http.port is " + port + "; give 0 (any free port) to 65535");
    }
    if (tokens.stream().anyMatch(token -> token.length() < SHORTEST_TOKEN)) {
      throw new IllegalArgumentException(
          "auth.tokens holds a token shorter than "
              + SHORTEST_TOKEN
              + " characters; it could be guessed");
    }
    if (tokens.isEmpty() && !isLoopback(host)) {
      throw new IllegalArgumentException(
          "http.host is '"
              + host
              + "', which others can reach, and nobody is asked for a token: set auth.tokens, or bind to 127.0.0.1");
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "http.host '" + host + "' is no address of this machine: " + e.getMessage(), e);
    }
  }
}
