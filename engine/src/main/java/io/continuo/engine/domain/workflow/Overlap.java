package io.continuo.engine.domain.workflow;

import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.policy.OverlapPolicy;
import io.continuo.dispatch.Lane;
import io.continuo.engine.domain.workflow.Triggers.Refusal;
import io.continuo.engine.domain.workflow.WorkflowState.Held;
import io.continuo.engine.domain.workflow.WorkflowState.Live;
import io.continuo.event.WorkflowEvent;
import io.continuo.event.WorkflowEvent.ExecutionStatusSkipped;
import io.continuo.event.WorkflowEvent.ExecutionTriggered;
import io.continuo.id.ExecutionId;
import io.continuo.id.WorkflowId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many executions of a workflow may be live at once, and what becomes of the others. The newest
 * version's policy holds. Backfills always wait, behind everything else.
 */
final class Overlap {
  private final WorkflowId id;

  Overlap(WorkflowId id) {
    this.id = id;
  }

  /** Adds the execution as started, held or skipped; or refuses it. */
  Optional<Refusal> admit(Story story, ExecutionTriggered event) {
    WorkflowState state = story.state();
    OverlapPolicy policy = policy(state);
    String group = WorkflowFolding.group(state.definition(), event.inputs(), event.partition());
    boolean backfill = Lane.of(event.kind()) == Lane.BACKFILL;
    boolean free = hasRoom(state, policy, group) && !isAwaited(state, group, backfill);
    if (free && !state.paused()) {
      story.add(event);
      return Optional.empty();
    }
    if (state.paused()
        || backfill
        || policy.kind() == OverlapPolicy.Kind.QUEUE
        || policy.kind() == OverlapPolicy.Kind.ALLOW) {
      story.add(held(event));
      return Optional.empty();
    }
    String full =
        count(state, group) + " of at most " + policy.max() + " executions are live" + of(group);
    return switch (policy.kind()) {
      case REFUSE -> refuse(story, event, full);
      case SKIP -> {
        skip(story, event, full);
        yield Optional.empty();
      }
      case REPLACE -> {
        replace(story, event, group);
        yield Optional.empty();
      }
      case ALLOW, QUEUE -> throw new IllegalStateException("held above");
    };
  }

  private static OverlapPolicy policy(WorkflowState state) {
    return state.definition().map(WorkflowDefinition::overlap).orElse(OverlapPolicy.ALLOW);
  }

  private static String of(String group) {
    return group.isEmpty() ? "" : " with the key '" + group + "'";
  }

  private static boolean hasRoom(WorkflowState state, OverlapPolicy policy, String group) {
    return policy.max() == OverlapPolicy.UNBOUNDED || count(state, group) < policy.max();
  }

  /** Live executions that count together with those of the group. */
  private static long count(WorkflowState state, String group) {
    return group.isEmpty()
        ? state.runs().live().size()
        : state.runs().live().values().stream()
            .filter(live -> live.purpose().group().equals(group))
            .count();
  }

  /** Whether others wait that have to go first. */
  private static boolean isAwaited(WorkflowState state, String group, boolean backfill) {
    for (Held held : state.runs().held().values()) {
      boolean sameGroup = held.purpose().group().equals(group);
      if (sameGroup && (backfill || Lane.of(held.purpose().kind()) == Lane.LIVE)) {
        return true;
      }
    }
    return false;
  }

  /** Only a slot of the calendar has nobody to hear the refusal: it is recorded instead. */
  private Optional<Refusal> refuse(Story story, ExecutionTriggered event, String full) {
    if (event.slot().isPresent()) {
      skip(story, event, full);
      return Optional.empty();
    }
    return Optional.of(new Refusal("overlap-refused", id + " refuses: " + full));
  }

  private static void skip(Story story, ExecutionTriggered event, String full) {
    story.add(held(event));
    story.add(
        new WorkflowEvent.ExecutionSkipped(
            event.execution(), ExecutionStatusSkipped.SKIPPED, full));
  }

  /** Whoever asked hears first of what it asked for, and then of what makes room. */
  private static void replace(Story story, ExecutionTriggered event, String group) {
    List<Map.Entry<ExecutionId, Held>> before = List.copyOf(story.state().runs().held().entrySet());
    story.add(held(event));
    for (Map.Entry<ExecutionId, Held> waiting : before) {
      if (waiting.getValue().purpose().group().equals(group)
          && Lane.of(waiting.getValue().purpose().kind()) == Lane.LIVE) {
        story.add(
            new WorkflowEvent.ExecutionSkipped(
                waiting.getKey(),
                ExecutionStatusSkipped.SKIPPED,
                "replaced by " + event.execution()));
      }
    }
    for (Map.Entry<ExecutionId, Live> oldest : story.state().runs().live().entrySet()) {
      if (!oldest.getValue().replaced() && oldest.getValue().purpose().group().equals(group)) {
        story.add(new WorkflowEvent.ExecutionReplaced(oldest.getKey(), event.execution()));
        return;
      }
    }
  }

  private static ExecutionTriggered held(ExecutionTriggered e) {
    return new ExecutionTriggered(
        e.execution(),
        e.key(),
        e.kind(),
        e.origin(),
        e.slot(),
        e.version(),
        e.digest(),
        e.partition(),
        e.run(),
        e.inputs(),
        true);
  }

  /** Starts what was held, as far as there is room: live work first, then backfills. */
  void release(Story story) {
    if (story.state().paused() || story.state().definition().isEmpty()) {
      return;
    }
    release(story, Lane.LIVE);
    release(story, Lane.BACKFILL);
  }

  private static void release(Story story, Lane lane) {
    OverlapPolicy policy = policy(story.state());
    Set<String> full = new HashSet<>();
    for (Map.Entry<ExecutionId, Held> held : story.state().runs().held().entrySet()) {
      String group = held.getValue().purpose().group();
      if (Lane.of(held.getValue().purpose().kind()) == lane && !full.contains(group)) {
        if (hasRoom(story.state(), policy, group)) {
          story.add(new WorkflowEvent.ExecutionReleased(held.getKey()));
        } else {
          full.add(group);
        }
      }
      if (policy.key().isEmpty() && !full.isEmpty()) {
        return; // all count together
      }
    }
  }
}
