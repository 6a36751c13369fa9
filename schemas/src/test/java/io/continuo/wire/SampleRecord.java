package io.continuo.wire;

import io.continuo.definition.TaskDefinition;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.id.WorkflowId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * A record of any of our schemas, filled with plausible values: the same schema, the same record.
 */
final class SampleRecord {
  private static final String EXECUTION = "0b5be1c2-6f0b-3d3c-8d8e-5a3cbbd6b4b1";

  private static final String PLAN =
      "{\"steps\":[{\"workflow\":\"finance/daily-revenue\",\"grain\":\"daily\",\"timezone\":\"Z\","
          + "\"start\":\"2026-01-01\",\"from\":\"2026-11-01\",\"to\":\"2026-11-30\",\"feeds\":[]},"
          + "{\"workflow\":\"finance/weekly-report\",\"grain\":\"weekly\","
          + "\"timezone\":\"Europe/Stockholm\",\"slots\":[\"2026-W44\",\"2026-W47\"],\"feeds\":"
          + "[{\"step\":0,\"dataset\":\"marts.revenue\",\"mapping\":\"all\"}]}]}";

  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("execution", EXECUTION),
          Map.entry("by", EXECUTION),
          Map.entry("workflow", "finance/daily-revenue"),
          Map.entry("id", "finance/daily-revenue"),
          Map.entry("digest", "ab".repeat(32)),
          Map.entry("expected", "cd".repeat(32)),
          Map.entry("attempt", EXECUTION + "/load/2/1"),
          Map.entry("task", "load"),
          Map.entry("runner", "runner-a"),
          Map.entry("inputs", "{\"rows\":7,\"path\":\"file:/x\"}"),
          Map.entry(
              "outputs", "{\"rows\":7,\"share\":0.5,\"ok\":true,\"names\":[\"a\"],\"none\":null}"),
          Map.entry("spec", "{\"image\":\"busybox:local\"}"),
          Map.entry("partition", "2026-11-21"),
          Map.entry("grain", "daily"),
          Map.entry("start", "2026-01-01"),
          Map.entry("mapping", "lag(1)"),
          Map.entry("zone", "Europe/Stockholm"),
          Map.entry("scope", "namespace"),
          Map.entry("holder", EXECUTION + "/load/2/1"),
          Map.entry("priority", "high"),
          Map.entry("lane", "backfill"),
          Map.entry("timezone", "Europe/Stockholm"),
          Map.entry("order", "2026-11-21T02:30"),
          Map.entry("status", "missed"),
          Map.entry("end", "cancelled"),
          Map.entry("outcome", "stopped"),
          Map.entry("plan", PLAN),
          Map.entry("follower", "finance/weekly-report"));

  private SampleRecord() {}

  static GenericRecord of(Schema schema) {
    GenericRecord record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.name(), value(field.name(), field.schema()));
    }
    return record;
  }

  private static Object value(String name, Schema schema) {
    return switch (schema.getType()) {
      case STRING -> text(name);
      case INT -> 2;
      case LONG ->
          schema.getLogicalType() instanceof LogicalTypes.TimestampMillis ? 1_795_190_400_123L : 3L;
      case BOOLEAN -> true;
      case BYTES -> ByteBuffer.wrap("a line\n".getBytes(StandardCharsets.UTF_8));
      case ENUM -> new GenericData.EnumSymbol(schema, schema.getEnumSymbols().getFirst());
      case UNION -> value(name, schema.getTypes().getLast());
      case ARRAY ->
          List.of(
              name.equals("secrets")
                  ? "DB_PASSWORD=finance-db/password"
                  : item(name, schema.getElementType()));
      case DOUBLE -> 0.5;
      case RECORD -> of(schema);
      case MAP -> Map.of("zone", "a");
      case FIXED, FLOAT, NULL ->
          throw new IllegalArgumentException("no sample for a " + schema.getType() + ": add one");
    };
  }

  private static Object item(String name, Schema schema) {
    return switch (schema.getType()) {
      case STRING -> name.equals("attempts") ? text("attempt") : "default";
      default -> value(name, schema);
    };
  }

  private static String text(String name) {
    if (name.equals("definition")) {
      return DefinitionText.write(
          WorkflowDefinition.of(new WorkflowId("finance", "daily-revenue"))
              .task(TaskDefinition.named("load").type("noop"))
              .build());
    }
    return TEXTS.getOrDefault(name, "some " + name);
  }
}
