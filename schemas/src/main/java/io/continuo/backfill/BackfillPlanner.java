package io.continuo.backfill;

import io.continuo.backfill.BackfillPlan.Step;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.partition.Partitions;
import io.continuo.id.WorkflowId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds out which slots of which workflows a backfill would run, before anything runs. */
public final class BackfillPlanner {
  /** Ranges with more slots have to be meant. */
  public static final long MANY = 1_000_000;

  /** From more slots nobody looks downstream: each takes up to 10 us for each way. */
  public static final long MOST_WITH_DOWNSTREAM = 100_000;

  /** Longer lists make records too large to write. */
  public static final int MAX_LISTED = 10_000;

  public static final int DEFAULT_MAX_SLOTS = 10_000;

  /**
   * What somebody asks for: either slots, or all from one to the other, both included.
   *
   * @param downstream whether the workflows that read what the slots leave run again too
   * @param maxSlots so many slots downstream, and not more
   * @param yes whether more than {@link #MANY} slots are meant
   */
  public record Request(
      WorkflowId workflow,
      Optional<String> from,
      Optional<String> to,
      List<String> slots,
      boolean downstream,
      int maxSlots,
      boolean yes) {
    public Request {
      slots = List.copyOf(slots);
    }
  }

  /** A plan, or every reason why there is none. */
  public sealed interface Outcome {}

  public record Planned(BackfillPlan plan) implements Outcome {}

  public record Refused(List<Problem> problems) implements Outcome {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /**
   * One thing that is wrong with a request, as a sentence that names the cure.
   *
   * @param pointer JSON pointer into the request; empty for the whole of it
   */
  public record Problem(String pointer, String message) {}

  private final Catalogue catalogue;
  private final Instant now;
  private final List<Problem> problems = new ArrayList<>();

  private BackfillPlanner(Catalogue catalogue, Instant now) {
    this.catalogue = catalogue;
    this.now = now;
  }

  public static Outcome plan(Request request, Catalogue catalogue, Instant now) {
    BackfillPlanner planner = new BackfillPlanner(catalogue, now);
    Optional<BackfillPlan> plan = planner.plan(request);
    return plan.isPresent() && planner.problems.isEmpty()
        ? new Planned(plan.get())
        : new Refused(planner.problems);
  }

  private Optional<BackfillPlan> plan(Request request) {
    Optional<WorkflowDefinition> workflow = catalogue.newest(request.workflow());
    if (workflow.isEmpty()) {
      problem("", "there is no workflow " + request.workflow() + ": register it first");
      return Optional.empty();
    }
    Optional<Partitions> partitions = workflow.get().partitions();
    if (partitions.isEmpty()) {
      problem("", request.workflow() + " has no partitions, so there are no slots to run again");
      return Optional.empty();
    }
    if (request.downstream() && request.maxSlots() < 1) {
      problem("/maxSlots", "at least one slot must be allowed downstream");
    }
    Optional<Slots> slots = slots(request, partitions.get());
    if (slots.isEmpty() || !problems.isEmpty()) {
      return Optional.empty();
    }
    Step first = new Step(request.workflow(), partitions.get(), slots.get(), List.of());
    return request.downstream()
        ? downstream(request, workflow.get(), first)
        : Optional.of(new BackfillPlan(List.of(first)));
  }

  private Optional<BackfillPlan> downstream(
      Request request, WorkflowDefinition workflow, Step first) {
    ConsumerGraph graph = ConsumerGraph.from(workflow, catalogue);
    Optional<String> cycle = graph.cycle();
    if (cycle.isPresent()) {
      problem(
          "/downstream",
          "these run each other again for ever: "
              + cycle.get()
              + ": take backfillFromUpstream from one of them");
      return Optional.empty();
    }
    Optional<BackfillPlan> plan =
        new AffectedSlots(graph, catalogue, now).after(first, request.maxSlots());
    if (plan.isEmpty()) {
      problem(
          "/maxSlots",
          "more than "
              + number(request.maxSlots())
              + " slots would run downstream: ask for fewer, or raise maxSlots (--max-slots)");
    }
    return plan;
  }

  private Optional<Slots> slots(Request request, Partitions partitions) {
    if (request.slots().isEmpty()) {
      return range(request, partitions);
    }
    if (request.from().isPresent() || request.to().isPresent()) {
      problem("/slots", "list slots, or say from and to, but not both");
      return Optional.empty();
    }
    return listed(request.slots(), partitions);
  }

  private Optional<Slots> range(Request request, Partitions partitions) {
    Optional<PartitionLabel> from = label("/from", request.from(), partitions);
    Optional<PartitionLabel> to = label("/to", request.to(), partitions);
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (to.get().compareTo(from.get()) < 0) {
      problem("/to", to.get() + " lies before " + from.get() + ": from is the older of the two");
      return Optional.empty();
    }
    long count = partitions.count(from.get(), to.get());
    if (count > MANY && !request.yes()) {
      problem(
          "",
          number(count)
              + " slots are more than "
              + number(MANY)
              + ": pass yes (--yes) if so meant");
    }
    if (count > MOST_WITH_DOWNSTREAM && request.downstream()) {
      problem(
          "/downstream",
          number(count)
              + " slots are too many to look downstream of: ask for at most "
              + number(MOST_WITH_DOWNSTREAM)
              + " at once");
    }
    return Optional.of(new Slots.Range(from.get(), to.get()));
  }

  private Optional<PartitionLabel> label(
      String pointer, Optional<String> text, Partitions partitions) {
    if (text.isEmpty()) {
      problem(pointer, "say from and to, both included, or list slots");
      return Optional.empty();
    }
    Optional<String> unfit = partitions.problem(text.get());
    unfit.ifPresent(message -> problem(pointer, message));
    return unfit.isEmpty() ? PartitionLabel.parse(text.get()) : Optional.empty();
  }

  private Optional<Slots> listed(List<String> slots, Partitions partitions) {
    if (slots.size() > MAX_LISTED) {
      problem("/slots", "list at most " + number(MAX_LISTED) + " slots, or say from and to");
      return Optional.empty();
    }
    Set<String> seen = new HashSet<>();
    TreeSet<PartitionLabel> labels = new TreeSet<>();
    for (int i = 0; i < slots.size(); i++) {
      String pointer = "/slots/" + i;
      label(pointer, Optional.of(slots.get(i)), partitions).ifPresent(labels::add);
      if (!seen.add(slots.get(i))) {
        problem(pointer, slots.get(i) + " is listed twice");
      }
    }
    return problems.isEmpty() ? Optional.of(Slots.of(List.copyOf(labels))) : Optional.empty();
  }

  private void problem(String pointer, String message) {
    problems.add(new Problem(pointer, message));
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
