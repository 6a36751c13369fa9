package io.continuo.cli.command.look;

import io.continuo.cli.output.Cell;
import io.continuo.cli.output.View;
import io.continuo.sdk.time.Backfill;
import io.continuo.sdk.time.BackfillPlan;
import io.continuo.sdk.time.BackfillSlot;
import io.continuo.sdk.time.NextSlots;
import io.continuo.sdk.time.Progress;
import io.continuo.sdk.time.Slot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How slots and backfills stand in a table. */
public final class TimeViews {
  public static final View<Slot> SLOTS =
      new View<>(
          List.of("SLOT", "STATUS", "DUE", "RUNS", "EXECUTION", "WHY"),
          Slot::slot,
          Slot::json,
          (slot, now) ->
              List.of(
                  Cell.of(slot.slot()),
                  Cell.status(slot.status()),
                  Cell.ago(slot.dueAt(), now),
                  Cell.of(slot.runs()),
                  Cell.of(slot.execution()),
                  Cell.of(why(slot))));

  public static final View<NextSlots.Next> NEXT =
      new View<>(
          List.of("SLOT", "DUE", "WHEN"),
          NextSlots.Next::slot,
          NextSlots.Next::json,
          (next, now) ->
              List.of(Cell.of(next.slot()), Cell.of(next.dueAt()), Cell.ago(next.dueAt(), now)));

  public static final View<Backfill> BACKFILLS =
      new View<>(
          List.of(
              "BACKFILL", "WORKFLOW", "FROM", "TO", "STATUS", "DONE", "SLOTS", "FAILED", "CREATED"),
          Backfill::id,
          Backfill::json,
          (backfill, now) ->
              List.of(
                  Cell.of(backfill.id()),
                  Cell.of(backfill.workflow()),
                  Cell.of(backfill.from()),
                  Cell.of(backfill.to()),
                  Cell.status(backfill.status()),
                  Cell.of(backfill.progress().done()),
                  Cell.of(backfill.progress().total()),
                  Cell.of(backfill.progress().failed()),
                  Cell.ago(backfill.createdAt(), now)));

  static final View<Backfill.Step> STEPS =
      new View<>(
          List.of("WORKFLOW", "SLOTS", "SUCCEEDED", "FAILED", "SKIPPED", "RUNNING", "REMAINING"),
          Backfill.Step::workflow,
          Backfill.Step::json,
          (step, now) -> {
            Progress progress = step.progress();
            return List.of(
                Cell.of(step.workflow()),
                Cell.of(progress.total()),
                Cell.of(progress.succeeded()),
                Cell.of(progress.failed()),
                Cell.of(progress.skipped()),
                Cell.of(progress.running()),
                Cell.of(progress.remaining()));
          });

  public static final View<BackfillSlot> BACKFILL_SLOTS =
      new View<>(
          List.of("WORKFLOW", "SLOT", "STATUS", "EXECUTION", "REASON"),
          slot -> slot.workflow() + "@" + slot.slot(),
          BackfillSlot::json,
          (slot, now) ->
              List.of(
                  Cell.of(slot.workflow()),
                  Cell.of(slot.slot()),
                  Cell.status(slot.status()),
                  Cell.of(slot.execution()),
                  Cell.of(slot.reason())));

  public static final View<BackfillPlan.Step> PLAN =
      new View<>(
          List.of("WORKFLOW", "SLOTS", "FROM", "TO", "BECAUSE"),
          BackfillPlan.Step::workflow,
          BackfillPlan.Step::json,
          (step, now) ->
              List.of(
                  Cell.of(step.workflow()),
                  Cell.of(step.count()),
                  Cell.of(step.from()),
                  Cell.of(step.to()),
                  Cell.of(because(step))));

  private TimeViews() {}

  private static String because(BackfillPlan.Step step) {
    return step.because().isEmpty()
        ? "asked for"
        : step.because().stream()
            .map(reason -> reason.workflow() + " produces " + reason.dataset())
            .collect(Collectors.joining(", "));
  }

  private static Optional<String> why(Slot slot) {
    return slot.reason()
        .or(
            () ->
                Optional.of(slot.waitingFor())
                    .filter(waiting -> !waiting.isEmpty())
                    .map(waiting -> "waits for " + missing(waiting)));
  }

  /** {@code raw.clicks 23/24 (2026-11-21T23)}. */
  private static String missing(List<Slot.Waiting> waiting) {
    return waiting.stream()
        .map(
            dataset ->
                dataset.dataset()
                    + " "
                    + dataset.landed()
                    + "/"
                    + dataset.needed()
                    + dataset.missing().stream().findFirst().map(label -> ": " + label).orElse("")
                    + (dataset.missing().size() > 1 ? " ..." : ""))
        .collect(Collectors.joining(", "));
  }
}
