package io.continuo.sdk;

import io.continuo.sdk.model.QualifiedName;
import java.util.Arrays;
import java.util.stream.Stream;

/** Where named things live below {@code /api/v1}. */
final class Paths {
  private Paths() {}

  static String[] below(QualifiedName name, String kind, String... more) {
    return Stream.concat(
            Stream.of("namespaces", name.namespace(), kind, name.name()), Arrays.stream(more))
        .toArray(String[]::new);
  }
}
