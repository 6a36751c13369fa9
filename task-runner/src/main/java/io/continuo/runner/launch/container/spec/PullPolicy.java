package io.continuo.runner.launch.container.spec;

import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Spec;

/** When an image is pulled, in the words of Kubernetes. */
public enum PullPolicy {
  IF_NOT_PRESENT,
  ALWAYS,
  NEVER;

  static PullPolicy of(Spec spec) throws LaunchException {
    String pull = spec.optionalText("pull").orElse("ifNotPresent");
    return switch (pull) {
      case "ifNotPresent" -> IF_NOT_PRESENT;
      case "always" -> ALWAYS;
      case "never" -> NEVER;
      default ->
          throw spec.wrong("pull", "must be ifNotPresent, always or never, not '" + pull + "'");
    };
  }
}
