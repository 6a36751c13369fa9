package io.continuo.gateway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.gateway.registry.RegistryRecord.LevelRemoved;
import io.continuo.gateway.registry.RegistryRecord.LevelSet;
import io.continuo.gateway.registry.RegistryRecord.Other;
import io.continuo.gateway.registry.RegistryRecord.SchemaVersion;
import io.continuo.gateway.registry.RegistryRecord.SubjectDeleted;
import io.continuo.gateway.registry.RegistryRecord.VersionErased;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryRecordCodecTest {

  static Stream<RegistryRecord> everyRecord() {
    return Stream.of(
        new SchemaVersion("s", 3, 7, "AVRO", "\"string\"", false),
        new SchemaVersion("s", 3, 7, "PROTOBUF", "syntax", true),
        new VersionErased("s", 3),
        new SubjectDeleted("s", 3),
        new LevelSet(Optional.empty(), Compatibility.FULL),
        new LevelSet(Optional.of("s"), Compatibility.NONE),
        new LevelRemoved(Optional.of("s")),
        new Other());
  }

  @ParameterizedTest
  @MethodSource("everyRecord")
  void aRecordSurvivesItsBytes(RegistryRecord entry) throws IOException {
    var encoded = RegistryRecordCodec.encode(entry);
    assertThat(RegistryRecordCodec.decode(encoded.key(), encoded.value().orElse(null)))
        .isEqualTo(entry);
  }

  @Test
  void keysAreThoseOfConfluentsRegistryToTheByte() {
    assertThat(keyOf(new VersionErased("a b", 1)))
        .isEqualTo("{\"keytype\":\"SCHEMA\",\"subject\":\"a b\",\"version\":1,\"magic\":1}");
    assertThat(keyOf(new LevelSet(Optional.empty(), Compatibility.FULL)))
        .isEqualTo("{\"keytype\":\"CONFIG\",\"subject\":null,\"magic\":0}");
    assertThat(keyOf(new SubjectDeleted("s", 2)))
        .isEqualTo("{\"keytype\":\"DELETE_SUBJECT\",\"subject\":\"s\",\"magic\":0}");
  }

  @Test
  void recordsOfARealRegistryAreUnderstood() throws IOException {
    assertThat(
            decode(
                "{\"keytype\":\"SCHEMA\",\"subject\":\"t-value\",\"version\":1,\"magic\":1}",
                "{\"subject\":\"t-value\",\"version\":1,\"id\":1,\"md5\":\"x==\",\"schema\":\"\\\"int\\\"\",\"deleted\":false}"))
        .isEqualTo(new SchemaVersion("t-value", 1, 1, "AVRO", "\"int\"", false));
    assertThat(
            decode(
                "{\"keytype\":\"CONFIG\",\"subject\":null,\"magic\":0}",
                "{\"compatibilityLevel\":\"FULL\"}"))
        .isEqualTo(new LevelSet(Optional.empty(), Compatibility.FULL));
    assertThat(decode("{\"keytype\":\"NOOP\",\"magic\":0}", null)).isEqualTo(new Other());
    assertThat(
            decode(
                "{\"keytype\":\"MODE\",\"subject\":null,\"magic\":0}", "{\"mode\":\"READONLY\"}"))
        .isEqualTo(new Other());
  }

  private static String keyOf(RegistryRecord entry) {
    return new String(RegistryRecordCodec.encode(entry).key(), StandardCharsets.UTF_8);
  }

  private static RegistryRecord decode(String key, @Nullable String value) throws IOException {
    return RegistryRecordCodec.decode(
        key.getBytes(StandardCharsets.UTF_8),
        value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }
}
