package io.continuo.wire;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Avro loads classes that schemas name only from packages that it is told to trust: here, our
 * generated ones.
 */
final class TrustedRecords {
  private static final String GENERATED = "io.continuo.avro.";

  static {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getName().startsWith(GENERATED)));
  }

  private TrustedRecords() {}

  /** Does its work when the class is first used; again is harmless. */
  static void install() {}
}
