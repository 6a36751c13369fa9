package io.continuo.cli.command.look;

import io.continuo.cli.output.Cell;
import io.continuo.cli.output.View;
import io.continuo.sdk.Installation;
import io.continuo.sdk.Namespaces.Namespace;
import io.continuo.sdk.data.Dataset;
import io.continuo.sdk.data.DatasetPartition;
import io.continuo.sdk.data.Landed;
import io.continuo.sdk.limit.Limit;
import io.continuo.sdk.model.Trigger.LandingEvent;
import java.util.List;
import java.util.Optional;

/** How datasets, landings, limits and what is paused stand in a table. */
public final class DataViews {
  public static final View<Dataset> DATASETS =
      new View<>(
          List.of("DATASET", "PRODUCERS", "CONSUMERS", "PARTITIONS", "LAST", "LANDED"),
          Dataset::name,
          Dataset::json,
          (dataset, now) ->
              List.of(
                  Cell.of(dataset.name()),
                  joined(dataset.producers()),
                  joined(dataset.consumers()),
                  Cell.of(dataset.partitions()),
                  Cell.of(dataset.lastPartition()),
                  Cell.ago(dataset.lastLandedAt(), now)));

  public static final View<DatasetPartition> PARTITIONS =
      new View<>(
          List.of("PARTITION", "LANDED", "LANDINGS", "SOURCE", "EXECUTION", "URI"),
          partition -> partition.partition().orElse(""),
          DatasetPartition::json,
          (partition, now) ->
              List.of(
                  Cell.of(partition.partition()),
                  Cell.ago(partition.landedAt(), now),
                  Cell.of(partition.landings()),
                  Cell.of(partition.source()),
                  Cell.of(partition.execution()),
                  Cell.of(partition.uri())));

  public static final View<Landed> LANDED =
      new View<>(
          List.of("DATASET", "PARTITION", "STATUS", "LANDINGS", "ID"),
          Landed::subject,
          Landed::json,
          (landed, now) ->
              List.of(
                  Cell.of(landed.dataset()),
                  Cell.of(landed.partition()),
                  Cell.status(landed.repeated() ? "repeated" : "landed"),
                  Cell.of(landed.landings()),
                  Cell.of(landed.id())));

  /** Landings as an execution saw them. */
  static final View<LandingEvent> LANDING_EVENTS =
      new View<>(
          List.of("DATASET", "PARTITION", "AT", "ID", "REASON"),
          LandingEvent::subject,
          LandingEvent::json,
          (event, now) ->
              List.of(
                  Cell.of(event.dataset()),
                  Cell.of(event.partition()),
                  Cell.ago(event.at(), now),
                  Cell.of(event.id()),
                  Cell.of(event.reason())));

  public static final View<Limit> LIMITS =
      new View<>(
          List.of("LIMIT", "USED", "PERMITS", "WAITING", "BACKFILLS", "DESCRIPTION"),
          Limit::name,
          Limit::json,
          (limit, now) ->
              List.of(
                  Cell.of(limit.name()),
                  Cell.of(limit.used()),
                  Cell.of(limit.permits()),
                  Cell.of(limit.waiting()),
                  Cell.of(percent(limit)),
                  Cell.of(limit.description())));

  static final View<Limit.Holder> HOLDERS =
      new View<>(
          List.of("EXECUTION", "TASK", "ATTEMPT", "NAMESPACE", "WEIGHT", "LANE", "SINCE"),
          Limit.Holder::execution,
          Limit.Holder::json,
          (holder, now) ->
              List.of(
                  Cell.of(holder.execution()),
                  Cell.of(holder.task()),
                  Cell.of(holder.attempt()),
                  Cell.of(holder.namespace()),
                  Cell.of(holder.weight()),
                  Cell.of(holder.lane()),
                  Cell.ago(holder.since(), now)));

  static final View<Limit.Waiter> QUEUE =
      new View<>(
          List.of(
              "POSITION", "EXECUTION", "TASK", "NAMESPACE", "PRIORITY", "LANE", "WEIGHT", "SINCE"),
          Limit.Waiter::execution,
          Limit.Waiter::json,
          (waiter, now) ->
              List.of(
                  Cell.of(waiter.position()),
                  Cell.of(waiter.execution()),
                  Cell.of(waiter.task()),
                  Cell.of(waiter.namespace()),
                  Cell.of(waiter.priority()),
                  Cell.of(waiter.lane()),
                  Cell.of(waiter.weight()),
                  Cell.ago(waiter.since(), now)));

  public static final View<Namespace> NAMESPACES =
      new View<>(
          List.of("NAMESPACE", "STATE"),
          Namespace::name,
          Namespace::json,
          (namespace, now) -> List.of(Cell.of(namespace.name()), state(namespace.paused())));

  public static final View<Installation.State> INSTALLATION =
      new View<>(
          List.of("STATE"),
          installation -> word(installation.paused()),
          Installation.State::json,
          (installation, now) -> List.of(state(installation.paused())));

  private DataViews() {}

  /** The part of a limit's permits that backfills may take. */
  static String percent(Limit limit) {
    return Math.round(limit.backfillShare() * 100) + "%";
  }

  private static Cell state(boolean paused) {
    return Cell.status(word(paused));
  }

  private static String word(boolean paused) {
    return paused ? "paused" : "active";
  }

  private static Cell joined(List<String> workflows) {
    return Cell.of(
        workflows.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", workflows)));
  }
}
