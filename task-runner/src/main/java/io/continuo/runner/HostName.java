package io.continuo.runner;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/** This machine's name, made fit to name a runner. */
final class HostName {
  private static final int LONGEST = 50;

  private HostName() {}

  static String asRunnerName() {
    try {
      return asRunnerName(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      return "runner";
    }
  }

  static String asRunnerName(String host) {
    String plain = host.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String cut = plain.substring(0, Math.min(LONGEST, plain.length())).replaceAll("^-+|-+$", "");
    return cut.isEmpty() ? "runner" : "runner-" + cut;
  }
}
