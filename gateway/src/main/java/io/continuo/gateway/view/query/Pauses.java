package io.continuo.gateway.view.query;

import io.continuo.event.PauseScope;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * By what something is paused.
 *
 * @param bits one for each scope, as the read model keeps them
 */
public record Pauses(int bits) {
  public static final Pauses NONE = new Pauses(0);

  public boolean isPaused() {
    return bits != 0;
  }

  public boolean by(PauseScope scope) {
    return (bits & bit(scope)) != 0;
  }

  /** As the API says it: workflow, namespace, installation. */
  public List<String> names() {
    return Arrays.stream(PauseScope.values())
        .filter(this::by)
        .map(scope -> scope.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  /** The bit of a scope. */
  public static int bit(PauseScope scope) {
    return switch (scope) {
      case WORKFLOW -> 1;
      case NAMESPACE -> 2;
      case INSTALLATION -> 4;
    };
  }
}
