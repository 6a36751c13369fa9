package io.continuo.definition;

import io.continuo.value.Value;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** What starts executions besides a manual request, which always may. */
public sealed interface Trigger {

  /**
   * By the calendar.
   *
   * @param cron five or six fields, or an alias from hourly to yearly
   * @param timezone empty: that of the workflow's partitions
   * @param offset from the fire time back to the partition that it runs
   * @param jitter upper bound of a delay drawn per slot
   * @param catchUp none, latest, all or last(n)
   */
  record Schedule(
      String cron, Optional<ZoneId> timezone, Duration offset, Duration jitter, String catchUp)
      implements Trigger {}

  /** When all, or any, of the consumed partitions have landed. */
  record Landing(boolean all) implements Trigger {}

  /** When another workflow's execution has succeeded, failed or finished. */
  record Execution(String workflow, String on) implements Trigger {}

  /** When an alert of another workflow fires. */
  record OnAlert(String workflow, String alert) implements Trigger {}

  /** When a CloudEvent of this type is posted. */
  record Webhook(String eventType) implements Trigger {}

  /** On records of any topic that pass a CEL filter; the mapping gives the inputs. */
  record Kafka(String topic, Optional<String> filter, Value.Fields inputs) implements Trigger {}
}
