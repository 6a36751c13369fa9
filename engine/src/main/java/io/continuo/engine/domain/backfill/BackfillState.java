package io.continuo.engine.domain.backfill;

import io.continuo.definition.partition.PartitionLabel;
import io.continuo.event.BackfillEvent.BackfillStatus;
import java.util.Comparator;
import java.util.Optional;
import org.pcollections.PSortedMap;
import org.pcollections.PSortedSet;

/**
 * A backfill as its events leave it. The slots of the first step are a number: those before it have
 * begun. Only what is under way and what waits downstream is kept slot by slot.
 */
public sealed interface BackfillState {
  /** Before it is created. */
  BackfillState ABSENT = new Absent();

  record Absent() implements BackfillState {}

  /**
   * From its creation until its end.
   *
   * @param begun how many slots of the first step have begun
   * @param flawed whether some slot did not leave what it should
   * @param waiting slots of later steps that have not begun, each with the number of slots it still
   *     waits for
   * @param ready those of them that wait for none, the next one first
   * @param pace how many slots began lately
   */
  record Live(
      Course course,
      Phase phase,
      int concurrency,
      long begun,
      boolean flawed,
      PSortedSet<Slot> underWay,
      PSortedMap<Slot, Integer> waiting,
      PSortedSet<Slot> ready,
      Pace pace)
      implements BackfillState {

    /** The slot that may begin next. */
    Optional<Slot> next() {
      if (!ready.isEmpty()) {
        return Optional.of(ready.first());
      }
      return begun < course.length() ? Optional.of(course.at(begun)) : Optional.empty();
    }

    /** Whether another slot may be under way; whether there is one is another question. */
    boolean hasRoom() {
      return phase == Phase.RUNNING && underWay.size() < concurrency;
    }

    boolean isStopping() {
      return phase == Phase.STOPPING || phase == Phase.CANCELLING;
    }

    Live phase(Phase next) {
      return new Live(course, next, concurrency, begun, flawed, underWay, waiting, ready, pace);
    }

    Live concurrency(int next) {
      return new Live(course, phase, next, begun, flawed, underWay, waiting, ready, pace);
    }
  }

  /** It has ended, and is remembered so that its creation is never repeated. */
  record Ended(BackfillStatus status) implements BackfillState {}

  enum Phase {
    RUNNING,
    PAUSED,
    /** No slot begins any more. */
    STOPPING,
    /** Nor do those under way go on. */
    CANCELLING
  }

  /**
   * A slot of the plan.
   *
   * @param step index in the plan
   */
  record Slot(int step, PartitionLabel label) implements Comparable<Slot> {
    private static final Comparator<Slot> ORDER =
        Comparator.comparingInt(Slot::step).thenComparing(Slot::label);

    @Override
    public int compareTo(Slot other) {
      return ORDER.compare(this, other);
    }
  }
}
