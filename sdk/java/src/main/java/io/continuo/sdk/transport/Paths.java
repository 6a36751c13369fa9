package io.continuo.sdk.transport;

import io.continuo.sdk.model.QualifiedName;
import java.util.Arrays;
import java.util.stream.Stream;

/** Where named things live below {@code /api/v1}: the segments for {@link Call#of}. */
public final class Paths {
  private Paths() {}

  public static String[] below(QualifiedName name, String kind, String... more) {
    return Stream.concat(
            Stream.of("namespaces", name.namespace(), kind, name.name()), Arrays.stream(more))
        .toArray(String[]::new);
  }
}
