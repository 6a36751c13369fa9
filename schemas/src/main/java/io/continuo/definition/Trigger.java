package io.continuo.definition;

import io.continuo.definition.policy.CatchUp;
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
   * @param offset from the fire time back to the partition that it runs, or, with an alias, from
   *     what it names to the fire time; empty: none with cron, with an alias until the partition
   *     ends
   * @param jitter upper bound of a delay drawn per slot
   * @param catchUp which missed slots are run afterwards
   * @param catchUpPerHour how many of them are started within an hour; empty: no bound
   */
  record Schedule(
      String cron,
      Optional<ZoneId> timezone,
      Optional<Duration> offset,
      Duration jitter,
      CatchUp catchUp,
      Optional<Integer> catchUpPerHour)
      implements Trigger {

    /** With the defaults for all else. */
    public static Schedule of(String cron) {
      return new Schedule(
          cron,
          Optional.empty(),
          Optional.empty(),
          Duration.ZERO,
          CatchUp.LATEST,
          Optional.empty());
    }
  }

  /** When all, or any, of the consumed partitions have landed. */
  record Landing(boolean all) implements Trigger {}

  /** When another workflow's execution has succeeded, failed or finished. */
  record Execution(String workflow, String on) implements Trigger {}

  /** When an alert of another workflow fires. */
  record OnAlert(String workflow, String alert) implements Trigger {}

  /**
   * When a CloudEvent of this type is posted.
   *
   * @param secret reference to the key that signs it, such as finance/webhook; empty: unsigned
   * @param inputs a text expression for each input
   */
  record Webhook(String eventType, Optional<String> secret, Value.Fields inputs)
      implements Trigger {}

  /** On records of any topic that pass a CEL filter; the mapping gives the inputs. */
  record Kafka(String topic, Optional<String> filter, Value.Fields inputs) implements Trigger {}
}
