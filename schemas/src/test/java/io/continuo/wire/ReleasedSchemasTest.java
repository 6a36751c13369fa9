package io.continuo.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.wire.codec.DispatchCodec;
import io.continuo.wire.codec.ExecutionCommandCodec;
import io.continuo.wire.codec.ExecutionEventCodec;
import io.continuo.wire.codec.LogChunkCodec;
import io.continuo.wire.codec.RecordCodec;
import io.continuo.wire.codec.RunnerCommandCodec;
import io.continuo.wire.codec.RunnerEventCodec;
import io.continuo.wire.codec.TaskLaunchCodec;
import io.continuo.wire.codec.WorkflowCommandCodec;
import io.continuo.wire.codec.WorkflowEventCodec;
import io.continuo.wire.codec.backfill.BackfillCommandCodec;
import io.continuo.wire.codec.backfill.BackfillEventCodec;
import io.continuo.wire.codec.dataset.DatasetCommandCodec;
import io.continuo.wire.codec.dataset.DatasetEventCodec;
import io.continuo.wire.codec.limit.LimitCommandCodec;
import io.continuo.wire.codec.limit.LimitEventCodec;
import io.continuo.wire.codec.namespace.NamespaceCommandCodec;
import io.continuo.wire.codec.namespace.NamespaceEventCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidatorBuilder;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every schema that was ever released, and the bytes of a record of each, lie under {@code
 * src/test/resources/released} as {@code NAME.VERSION.avsc} and {@code .hex}. Run once with {@code
 * -Dreleased.write=true} to release a new one.
 */
class ReleasedSchemasTest {
  private static final Path RELEASED = Path.of("src/test/resources/released");
  private static final List<RecordCodec<?>> CODECS =
      List.of(
          new ExecutionEventCodec(),
          new ExecutionCommandCodec(),
          new WorkflowEventCodec(),
          new WorkflowCommandCodec(),
          new DatasetEventCodec(),
          new DatasetCommandCodec(),
          new LimitEventCodec(),
          new LimitCommandCodec(),
          new NamespaceEventCodec(),
          new NamespaceCommandCodec(),
          new BackfillEventCodec(),
          new BackfillCommandCodec(),
          new RunnerEventCodec(),
          new RunnerCommandCodec(),
          new DispatchCodec(),
          new TaskLaunchCodec(),
          new LogChunkCodec());

  static Stream<Schema> current() {
    return Schemas.all().stream();
  }

  @ParameterizedTest
  @MethodSource("current")
  void theSchemaIsReleasedAndCompatibleWithEveryReleaseInBothDirections(Schema schema)
      throws Exception {
    List<Schema> released = released(schema);
    if (Boolean.getBoolean("released.write") && !released.contains(schema)) {
      write(schema, released.size() + 1);
      released = released(schema);
    }
    assertThat(released)
        .as(
            "%s: release it by running this test once with -Dreleased.write=true",
            file(schema, released.size() + 1, "avsc"))
        .last()
        .isEqualTo(schema);
    new SchemaValidatorBuilder().mutualReadStrategy().validateAll().validate(schema, released);
  }

  @ParameterizedTest
  @MethodSource("current")
  void everyReleasedRecordIsReadAndWrittenBackUnchanged(Schema schema) throws Exception {
    List<Schema> released = released(schema);
    for (int version = 1; version <= released.size(); version++) {
      byte[] bytes =
          HexFormat.of().parseHex(Files.readString(file(schema, version, "hex")).strip());
      SpecificRecord read = new WireFormat(storeOf(released.get(version - 1))).read(bytes);
      if (!Set.of("Definition", "DatasetLanded").contains(schema.getName())) {
        assertThat(roundTrip(read)).isEqualTo(read);
      }
    }
  }

  private static SpecificRecord roundTrip(SpecificRecord record) {
    for (RecordCodec<?> codec : CODECS) {
      if (belongs(codec, record)) {
        return roundTrip(codec, record);
      }
    }
    throw new AssertionError("no codec for " + record.getSchema().getFullName());
  }

  private static <T> SpecificRecord roundTrip(RecordCodec<T> codec, SpecificRecord record) {
    return codec.encode(codec.decode(record));
  }

  private static boolean belongs(RecordCodec<?> codec, SpecificRecord record) {
    try {
      codec.decode(record);
      return true;
    } catch (UndecodableException e) {
      if (String.valueOf(e.getMessage()).contains(" is no ")) {
        return false;
      }
      throw e;
    }
  }

  private static List<Schema> released(Schema schema) throws IOException {
    List<Schema> released = new ArrayList<>();
    for (int version = 1; Files.exists(file(schema, version, "avsc")); version++) {
      released.add(new Schema.Parser().parse(Files.readString(file(schema, version, "avsc"))));
    }
    return released;
  }

  private static void write(Schema schema, int version) throws IOException {
    Files.createDirectories(RELEASED);
    Files.writeString(file(schema, version, "avsc"), schema.toString() + "\n");
    GenericRecord sample = SampleRecord.of(schema);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(1).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema).write(sample, encoder);
    Files.writeString(
        file(schema, version, "hex"), HexFormat.of().formatHex(bytes.toByteArray()) + "\n");
  }

  private static Path file(Schema schema, int version, String kind) {
    String name = schema.getFullName().replace("io.continuo.avro.", "");
    return RELEASED.resolve(name + "." + version + "." + kind);
  }

  private static SchemaStore storeOf(Schema written) {
    InMemorySchemas schemas = new InMemorySchemas();
    int id = schemas.idOf(written);
    assertThat(id).isEqualTo(1);
    return schemas;
  }
}
