package io.continuo.engine.domain.limit;

import io.continuo.definition.policy.Priority;
import io.continuo.dispatch.Lane;
import io.continuo.id.AttemptId;
import io.continuo.id.WorkflowId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * A limit as its events leave it.
 *
 * @param setting empty before it is set for the first time; requests wait for that
 * @param queued requests ever put in the queue; orders those below
 * @param used what the holders hold, summed
 * @param lines those that wait, sorted: within a line the first always goes first
 */
public record LimitState(
    Optional<Setting> setting,
    long queued,
    PMap<AttemptId, Request> holders,
    PMap<AttemptId, Waiting> waiting,
    Used used,
    PMap<Line, PSortedMap<Long, AttemptId>> lines) {
  /** Before anybody set or asked for it. */
  public static final LimitState UNKNOWN =
      new LimitState(
          Optional.empty(),
          0,
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          Used.NOTHING,
          HashTreePMap.empty());

  public record Setting(int permits, double backfillShare, String description) {

    /** Most permits that backfills may hold together. */
    long backfillPermits() {
      return (long) Math.floor(permits * backfillShare);
    }
  }

  /** What was asked for. */
  public record Request(int weight, WorkflowId workflow, Priority priority, Lane lane) {}

  /** A request in the queue. */
  public record Waiting(Request request, long order, Instant since) {}

  /** Requests that only time tells apart. Lines are few, however many wait. */
  public record Line(Priority priority, Lane lane, String namespace, int weight) {
    static Line of(Request request) {
      return new Line(
          request.priority(), request.lane(), request.workflow().namespace(), request.weight());
    }
  }

  /**
   * Permits that are held.
   *
   * @param backfills part of {@code all} that backfills hold
   * @param byNamespace those that hold any
   */
  public record Used(long all, long backfills, PMap<String, Long> byNamespace) {
    static final Used NOTHING = new Used(0, 0, HashTreePMap.empty());

    long of(String namespace) {
      Long held = byNamespace.get(namespace);
      return held == null ? 0 : held;
    }

    private Used plus(Request request, int sign) {
      long weight = (long) sign * request.weight();
      String namespace = request.workflow().namespace();
      long held = of(namespace) + weight;
      return new Used(
          all + weight,
          request.lane() == Lane.BACKFILL ? backfills + weight : backfills,
          held == 0 ? byNamespace.minus(namespace) : byNamespace.plus(namespace, held));
    }
  }

  /** The state that these parts make, sums and lines derived from them. */
  public static LimitState of(
      Optional<Setting> setting,
      long queued,
      Map<AttemptId, Request> holders,
      Map<AttemptId, Waiting> waiting) {
    LimitState state = UNKNOWN.with(setting);
    for (Map.Entry<AttemptId, Waiting> entry : waiting.entrySet()) {
      state = state.withWaiting(entry.getKey(), entry.getValue());
    }
    for (Map.Entry<AttemptId, Request> entry : holders.entrySet()) {
      state = state.withHolder(entry.getKey(), entry.getValue());
    }
    return new LimitState(setting, queued, state.holders, state.waiting, state.used, state.lines);
  }

  LimitState with(Optional<Setting> now) {
    return new LimitState(now, queued, holders, waiting, used, lines);
  }

  LimitState withWaiting(AttemptId holder, Waiting request) {
    Line line = Line.of(request.request());
    PSortedMap<Long, AttemptId> there = lines.get(line);
    if (there == null) {
      there = TreePMap.<Long, AttemptId>empty();
    }
    return new LimitState(
        setting,
        request.order(),
        holders,
        waiting.plus(holder, request),
        used,
        lines.plus(line, there.plus(request.order(), holder)));
  }

  LimitState withHolder(AttemptId holder, Request request) {
    return new LimitState(
        setting, queued, holders.plus(holder, request), waiting, used.plus(request, 1), lines);
  }

  /** Neither holding nor waiting. */
  LimitState without(AttemptId holder) {
    Request held = holders.get(holder);
    if (held != null) {
      return new LimitState(
          setting, queued, holders.minus(holder), waiting, used.plus(held, -1), lines);
    }
    Waiting place = waiting.get(holder);
    if (place == null) {
      return this;
    }
    Line line = Line.of(place.request());
    PSortedMap<Long, AttemptId> there = lines.get(line);
    there = there == null ? TreePMap.<Long, AttemptId>empty() : there.minus(place.order());
    return new LimitState(
        setting,
        queued,
        holders,
        waiting.minus(holder),
        used,
        there.isEmpty() ? lines.minus(line) : lines.plus(line, there));
  }
}
