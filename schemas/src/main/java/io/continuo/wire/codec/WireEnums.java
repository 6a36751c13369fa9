package io.continuo.wire.codec;

import io.continuo.backfill.SlotEnd;
import io.continuo.definition.policy.Priority;
import io.continuo.dispatch.Lane;
import io.continuo.event.ExecutionStatus;
import io.continuo.event.FailureKind;
import io.continuo.event.PauseScope;
import io.continuo.event.TaskOutcome;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/** The enums that language and wire share, by name; a symbol of a later version is undecodable. */
public final class WireEnums {
  private WireEnums() {}

  public static io.continuo.avro.execution.FailureKind encode(FailureKind kind) {
    return io.continuo.avro.execution.FailureKind.valueOf(kind.name());
  }

  public static FailureKind decode(io.continuo.avro.execution.FailureKind kind) {
    return FailureKind.valueOf(kind.name());
  }

  public static io.continuo.avro.execution.TaskOutcome encode(TaskOutcome outcome) {
    return io.continuo.avro.execution.TaskOutcome.valueOf(outcome.name());
  }

  public static TaskOutcome decode(io.continuo.avro.execution.TaskOutcome outcome) {
    return TaskOutcome.valueOf(outcome.name());
  }

  public static io.continuo.avro.execution.ExecutionStatus encode(ExecutionStatus status) {
    return io.continuo.avro.execution.ExecutionStatus.valueOf(status.name());
  }

  public static ExecutionStatus decode(io.continuo.avro.execution.ExecutionStatus status) {
    return ExecutionStatus.valueOf(status.name());
  }

  public static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  public static PauseScope scope(String text) {
    return PauseScope.valueOf(text.toUpperCase(Locale.ROOT));
  }

  public static Priority priority(String text) {
    return Priority.valueOf(text.toUpperCase(Locale.ROOT));
  }

  public static Lane lane(String text) {
    return Lane.valueOf(text.toUpperCase(Locale.ROOT));
  }

  public static SlotEnd slotEnd(String text) {
    return SlotEnd.valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** A zone by its id; UTC is always the same one. */
  public static ZoneId zone(String id) {
    try {
      ZoneId zone = ZoneId.of(id);
      return zone.normalized().equals(ZoneOffset.UTC) ? ZoneOffset.UTC : zone;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + id + "' is no time zone", e);
    }
  }
}
