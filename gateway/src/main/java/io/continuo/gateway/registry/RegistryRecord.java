package io.continuo.gateway.registry;

import java.util.Optional;

/** What a record of {@code _schemas} says. */
public sealed interface RegistryRecord {

  /**
   * A version of a subject, new or changed.
   *
   * @param type AVRO, or what a foreign registry may have stored before
   */
  record SchemaVersion(
      String subject, int version, int id, String type, String schema, boolean deleted)
      implements RegistryRecord {
    public SchemaVersion asDeleted() {
      return new SchemaVersion(subject, version, id, type, schema, true);
    }
  }

  /** A version erased for good. */
  record VersionErased(String subject, int version) implements RegistryRecord {}

  /** All versions of a subject up to this one are deleted, and can still be looked up by id. */
  record SubjectDeleted(String subject, int upToVersion) implements RegistryRecord {}

  /** The compatibility level of a subject, or of all that set none. */
  record LevelSet(Optional<String> subject, Compatibility level) implements RegistryRecord {}

  record LevelRemoved(Optional<String> subject) implements RegistryRecord {}

  /** A record that means nothing here: NOOP, MODE and what later registries may add. */
  record Other() implements RegistryRecord {}
}
