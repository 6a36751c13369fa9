package io.continuo.gateway.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.gateway.registry.RegistryRecord.LevelRemoved;
import io.continuo.gateway.registry.RegistryRecord.LevelSet;
import io.continuo.gateway.registry.RegistryRecord.Other;
import io.continuo.gateway.registry.RegistryRecord.SchemaVersion;
import io.continuo.gateway.registry.RegistryRecord.SubjectDeleted;
import io.continuo.gateway.registry.RegistryRecord.VersionErased;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records of {@code _schemas} as Confluent's registry writes them: JSON keys whose field order
 * matters (the topic is compacted by the key's bytes), JSON values.
 */
public final class RegistryRecordCodec {
  /** A record's two halves; no value is a tombstone. Never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Encoded(byte[] key, Optional<byte[]> value) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private RegistryRecordCodec() {}

  public static Encoded encode(RegistryRecord entry) {
    return switch (entry) {
      case SchemaVersion version ->
          new Encoded(
              schemaKey(version.subject(), version.version()), Optional.of(schemaValue(version)));
      case VersionErased(String subject, int version) ->
          new Encoded(schemaKey(subject, version), Optional.empty());
      case SubjectDeleted(String subject, int upTo) ->
          new Encoded(
              bytes(key("DELETE_SUBJECT").put("subject", subject).put("magic", 0)),
              Optional.of(
                  bytes(JSON.createObjectNode().put("subject", subject).put("version", upTo))));
      case LevelSet(Optional<String> subject, Compatibility level) ->
          new Encoded(levelKey(subject), Optional.of(levelValue(subject, level)));
      case LevelRemoved(Optional<String> subject) ->
          new Encoded(levelKey(subject), Optional.empty());
      case Other() -> new Encoded(bytes(key("NOOP").put("magic", 0)), Optional.empty());
    };
  }

  /**
   * Reads a record of this or a real registry.
   *
   * @param value null for a tombstone
   * @throws IOException when the bytes are not such a record
   */
  public static RegistryRecord decode(byte[] key, byte @Nullable [] value) throws IOException {
    JsonNode names = JSON.readTree(key);
    Optional<JsonNode> content =
        value == null ? Optional.empty() : Optional.of(JSON.readTree(value));
    Optional<String> subject = Optional.ofNullable(names.path("subject").textValue());
    return switch (names.path("keytype").asText()) {
      case "SCHEMA" -> schema(subject.orElse(""), names.path("version").asInt(), content);
      case "CONFIG" -> level(subject, content);
      case "DELETE_SUBJECT" ->
          content
              .<RegistryRecord>map(
                  c -> new SubjectDeleted(subject.orElse(""), c.path("version").asInt()))
              .orElseGet(Other::new);
      default -> new Other();
    };
  }

  private static RegistryRecord schema(String subject, int version, Optional<JsonNode> content) {
    return content
        .<RegistryRecord>map(
            c ->
                new SchemaVersion(
                    subject,
                    version,
                    c.path("id").asInt(),
                    c.path("schemaType").asText("AVRO"),
                    c.path("schema").asText(),
                    c.path("deleted").asBoolean()))
        .orElseGet(() -> new VersionErased(subject, version));
  }

  private static RegistryRecord level(Optional<String> subject, Optional<JsonNode> content) {
    return content
        .flatMap(c -> Compatibility.named(c.path("compatibilityLevel").asText()))
        .<RegistryRecord>map(level -> new LevelSet(subject, level))
        .orElseGet(() -> new LevelRemoved(subject));
  }

  private static ObjectNode key(String type) {
    return JSON.createObjectNode().put("keytype", type);
  }

  private static byte[] schemaKey(String subject, int version) {
    return bytes(key("SCHEMA").put("subject", subject).put("version", version).put("magic", 1));
  }

  private static byte[] schemaValue(SchemaVersion version) {
    ObjectNode value = JSON.createObjectNode();
    value
        .put("subject", version.subject())
        .put("version", version.version())
        .put("id", version.id());
    if (!version.type().equals("AVRO")) {
      value.put("schemaType", version.type());
    }
    return bytes(value.put("schema", version.schema()).put("deleted", version.deleted()));
  }

  private static byte[] levelKey(Optional<String> subject) {
    ObjectNode key = key("CONFIG");
    subject.ifPresentOrElse(s -> key.put("subject", s), () -> key.putNull("subject"));
    return bytes(key.put("magic", 0));
  }

  private static byte[] levelValue(Optional<String> subject, Compatibility level) {
    ObjectNode value = JSON.createObjectNode();
    subject.ifPresent(s -> value.put("subject", s));
    return bytes(value.put("compatibilityLevel", level.name()));
  }

  private static byte[] bytes(ObjectNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }
}
