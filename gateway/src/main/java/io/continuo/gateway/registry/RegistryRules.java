package io.continuo.gateway.registry;

import io.continuo.gateway.registry.RegistryRecord.LevelRemoved;
import io.continuo.gateway.registry.RegistryRecord.LevelSet;
import io.continuo.gateway.registry.RegistryRecord.SchemaVersion;
import io.continuo.gateway.registry.RegistryRecord.SubjectDeleted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** What may be registered, changed and deleted: pure decisions over the state. */
public final class RegistryRules {
  private RegistryRules() {}

  /**
   * Registers a schema: the same one again is no news, and the same one under another subject keeps
   * its id.
   *
   * @return the id
   */
  public static Decided<Integer> register(RegistryState state, String subject, Schema schema) {
    String text = schema.toString();
    Optional<SchemaVersion> known = find(state, subject, text, false);
    if (known.isPresent()) {
      return Decided.already(known.get().id());
    }
    breach(schema, state.versions(subject, false), state.levelOf(subject))
        .ifPresent(
            breach -> {
              throw RegistryFault.INCOMPATIBLE.because(
                  "Schema being registered is incompatible with an earlier schema for subject \""
                      + subject
                      + "\" under "
                      + state.levelOf(subject)
                      + ": "
                      + breach);
            });
    int id = Optional.ofNullable(state.idOfSchema().get(text)).orElse(state.maxId() + 1);
    return Decided.by(
        id, new SchemaVersion(subject, state.nextVersion(subject), id, "AVRO", text, false));
  }

  /**
   * Registers schemas, each under its own full name.
   *
   * @return how many are new
   */
  public static Decided<Integer> registerAll(RegistryState state, List<Schema> schemas) {
    RegistryState after = state;
    List<RegistryRecord> records = new ArrayList<>();
    for (Schema schema : schemas) {
      for (RegistryRecord entry : register(after, schema.getFullName(), schema).records()) {
        after = after.apply(entry);
        records.add(entry);
      }
    }
    return new Decided<>(records.size(), records);
  }

  /** The version of a subject that has exactly this schema. */
  public static Optional<SchemaVersion> find(
      RegistryState state, String subject, String schemaText, boolean withDeleted) {
    return state.versions(subject, withDeleted).reversed().stream()
        .filter(version -> version.schema().equals(schemaText))
        .findFirst();
  }

  /** A version by number, {@code latest} or {@code -1}. */
  public static SchemaVersion version(
      RegistryState state, String subject, String number, boolean withDeleted) {
    List<SchemaVersion> versions = versions(state, subject, withDeleted);
    if (number.equals("latest") || number.equals("-1")) {
      return versions.getLast();
    }
    int wanted = parseVersion(number);
    return versions.stream()
        .filter(version -> version.version() == wanted)
        .findFirst()
        .orElseThrow(
            () -> RegistryFault.VERSION_NOT_FOUND.because("Version " + wanted + " not found."));
  }

  /** All versions of a subject, oldest first; a subject without any is an error. */
  public static List<SchemaVersion> versions(
      RegistryState state, String subject, boolean withDeleted) {
    List<SchemaVersion> versions = state.versions(subject, withDeleted);
    if (versions.isEmpty()) {
      throw RegistryFault.SUBJECT_NOT_FOUND.because("Subject '" + subject + "' not found.");
    }
    return versions;
  }

  /** The first breach of a level, or nothing; schemas that are not Avro are not compared. */
  public static Optional<String> breach(
      Schema proposed, List<SchemaVersion> oldestFirst, Compatibility level) {
    return level.breach(
        proposed,
        oldestFirst.reversed().stream()
            .filter(version -> version.type().equals("AVRO"))
            .map(version -> SchemaText.parse(version.schema()))
            .toList());
  }

  public static Decided<Compatibility> setLevel(Optional<String> subject, Compatibility level) {
    return Decided.by(level, new LevelSet(subject, level));
  }

  /** Removes a level; answers the one that was set. */
  public static Decided<Compatibility> removeLevel(RegistryState state, Optional<String> subject) {
    Compatibility level = ownLevel(state, subject);
    return Decided.by(level, new LevelRemoved(subject));
  }

  public static Compatibility ownLevel(RegistryState state, Optional<String> subject) {
    return state
        .ownLevel(subject)
        .orElseThrow(
            () ->
                RegistryFault.LEVEL_NOT_SET.because(
                    subject
                        .map(
                            s ->
                                "Subject '"
                                    + s
                                    + "' does not have subject-level compatibility configured")
                        .orElse("No global compatibility level is configured")));
  }

  /** Deletes one version; its schema stays readable by id. */
  public static Decided<Integer> deleteVersion(RegistryState state, String subject, String number) {
    SchemaVersion version = version(state, subject, number, false);
    return Decided.by(version.version(), version.asDeleted());
  }

  /** Deletes a subject; its schemas stay readable by id. */
  public static Decided<List<Integer>> deleteSubject(RegistryState state, String subject) {
    List<Integer> versions =
        versions(state, subject, false).stream().map(SchemaVersion::version).toList();
    return Decided.by(versions, new SubjectDeleted(subject, versions.getLast()));
  }

  private static int parseVersion(String number) {
    try {
      int version = Integer.parseInt(number);
      if (version > 0) {
        return version;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw RegistryFault.INVALID_VERSION.because(
        "The specified version '"
            + number
            + "' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\"");
  }
}
