package io.continuo.gateway.registry;

import io.continuo.gateway.registry.RegistryRecord.LevelRemoved;
import io.continuo.gateway.registry.RegistryRecord.LevelSet;
import io.continuo.gateway.registry.RegistryRecord.Other;
import io.continuo.gateway.registry.RegistryRecord.SchemaVersion;
import io.continuo.gateway.registry.RegistryRecord.SubjectDeleted;
import io.continuo.gateway.registry.RegistryRecord.VersionErased;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * All that the registry knows: a fold of its records, immutable.
 *
 * @param subjects versions by number, by subject, deleted ones included
 * @param byId one version for each id: the first that had it
 * @param idOfSchema the id of each schema text
 * @param levels by subject; the empty key holds the global level
 * @param maxId the highest id ever given
 */
public record RegistryState(
    PMap<String, TreePMap<Integer, SchemaVersion>> subjects,
    PMap<Integer, SchemaVersion> byId,
    PMap<String, Integer> idOfSchema,
    PMap<Optional<String>, Compatibility> levels,
    int maxId) {

  /** The level of subjects that set none, when none is set globally. */
  public static final Compatibility DEFAULT_LEVEL = Compatibility.FULL_TRANSITIVE;

  public static final RegistryState EMPTY =
      new RegistryState(
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          0);

  public RegistryState apply(RegistryRecord event) {
    return switch (event) {
      case SchemaVersion version -> put(version);
      case VersionErased(String subject, int version) -> erase(subject, version);
      case SubjectDeleted(String subject, int upTo) -> delete(subject, upTo);
      case LevelSet(Optional<String> subject, Compatibility level) ->
          withLevels(levels.plus(subject, level));
      case LevelRemoved(Optional<String> subject) -> withLevels(levels.minus(subject));
      case Other() -> this;
    };
  }

  /** Subjects with a version that is not deleted (or any version), sorted. */
  public List<String> subjectNames(boolean withDeleted) {
    return subjects.keySet().stream()
        .filter(s -> !versions(s, withDeleted).isEmpty())
        .sorted()
        .toList();
  }

  /** Versions of a subject, oldest first. */
  public List<SchemaVersion> versions(String subject, boolean withDeleted) {
    return all(subject).values().stream().filter(v -> withDeleted || !v.deleted()).toList();
  }

  /** Every version that has this id. */
  public Stream<SchemaVersion> usesOf(int id) {
    return subjects.values().stream()
        .flatMap(versions -> versions.values().stream())
        .filter(v -> v.id() == id);
  }

  public int nextVersion(String subject) {
    Map<Integer, SchemaVersion> known = all(subject);
    return known.isEmpty() ? 1 : all(subject).lastKey() + 1;
  }

  public Compatibility levelOf(String subject) {
    return ownLevel(Optional.of(subject))
        .or(() -> ownLevel(Optional.empty()))
        .orElse(DEFAULT_LEVEL);
  }

  public Optional<Compatibility> ownLevel(Optional<String> subject) {
    return Optional.ofNullable(levels.get(subject));
  }

  private TreePMap<Integer, SchemaVersion> all(String subject) {
    return subjects.getOrDefault(subject, TreePMap.empty());
  }

  private RegistryState put(SchemaVersion version) {
    return new RegistryState(
        subjects.plus(version.subject(), all(version.subject()).plus(version.version(), version)),
        byId.containsKey(version.id()) ? byId : byId.plus(version.id(), version),
        idOfSchema.containsKey(version.schema())
            ? idOfSchema
            : idOfSchema.plus(version.schema(), version.id()),
        levels,
        Math.max(maxId, version.id()));
  }

  private RegistryState erase(String subject, int version) {
    return withSubjects(subjects.plus(subject, all(subject).minus(version)));
  }

  private RegistryState delete(String subject, int upTo) {
    TreePMap<Integer, SchemaVersion> versions = all(subject);
    for (SchemaVersion version : versions.headMap(upTo, true).values()) {
      versions = versions.plus(version.version(), version.asDeleted());
    }
    return withSubjects(subjects.plus(subject, versions));
  }

  private RegistryState withSubjects(PMap<String, TreePMap<Integer, SchemaVersion>> changed) {
    return new RegistryState(changed, byId, idOfSchema, levels, maxId);
  }

  private RegistryState withLevels(PMap<Optional<String>, Compatibility> changed) {
    return new RegistryState(subjects, byId, idOfSchema, changed, maxId);
  }
}
