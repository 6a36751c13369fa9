package io.continuo.runner.launch.kubernetes.api;

import java.time.Duration;

/**
 * How often things are looked at; tests are in a hurry.
 *
 * @param relist pods are listed this often, in case the watch lost something
 * @param renew the runner's lease is renewed this often
 * @param sweep what others left is looked for this often
 * @param first pause of everything that backs off
 * @param longest pause of everything that backs off
 * @param patience how long the cluster may be away before a launch gives up
 * @param silence how long a pod that was told to end may take beyond its grace period
 */
public record Pace(
    Duration relist,
    Duration renew,
    Duration sweep,
    Duration first,
    Duration longest,
    Duration patience,
    Duration silence) {
  public static final Pace USUAL =
      new Pace(
          Duration.ofSeconds(30),
          Duration.ofSeconds(15),
          Duration.ofSeconds(60),
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30));

  public BackOff backOff() {
    return new BackOff(first, longest);
  }
}
