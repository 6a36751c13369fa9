package io.continuo.sdk.time;

import io.continuo.sdk.json.Fields;
import io.continuo.sdk.json.Json;
import io.continuo.sdk.transport.Answer;
import io.continuo.sdk.transport.Call;
import io.continuo.sdk.transport.Pages;
import io.continuo.sdk.transport.Paths;
import io.continuo.sdk.transport.Transport;
import java.util.stream.Stream;

/**
 * Backfills: plan, create, look, steer. Steering one that has ended is a problem with status 409.
 */
public final class Backfills {
  private final Transport transport;
  private final Pages pages;

  /** Made by the client. */
  public Backfills(Transport transport) {
    this.transport = transport;
    this.pages = new Pages(transport);
  }

  /**
   * The answer to a wish.
   *
   * @param created false when the same idempotency key had created it before
   */
  public record Created(Backfill backfill, boolean created) {}

  /** Starts a backfill; sending the same request twice gives the same one. */
  public Created create(BackfillRequest request) {
    Answer answer =
        transport.send(post(request).header("Idempotency-Key", request.idempotencyKey()));
    return new Created(Backfill.read(new Fields(answer.json())), answer.status() == 201);
  }

  /** What the request would run; starts nothing. */
  public BackfillPlan plan(BackfillRequest request) {
    return transport.send(post(request).query("dryRun", true), BackfillPlan::read);
  }

  public Backfill get(String id) {
    return transport.send(at("GET", id), Backfill::read);
  }

  /** Fetched page by page. */
  public Stream<Backfill> list(BackfillQuery query) {
    return pages.stream(query.call(), Backfill::read);
  }

  /** The slots that began or were decided. */
  public Stream<BackfillSlot> slots(String id) {
    return pages.stream(Call.of("GET", "backfills", id, "slots"), BackfillSlot::read);
  }

  /** Starts no more slots until resumed; running ones go on. */
  public Backfill pause(String id) {
    return transport.send(at("PATCH", id).json(Json.object().put("paused", true)), Backfill::read);
  }

  public Backfill resume(String id) {
    return transport.send(at("PATCH", id).json(Json.object().put("paused", false)), Backfill::read);
  }

  /** Changes how many run at once. */
  public Backfill concurrency(String id, int executions) {
    return transport.send(
        at("PATCH", id).json(Json.object().put("concurrency", executions)), Backfill::read);
  }

  /** Starts no more slots, ever; running ones go on or are cancelled. */
  public Backfill stop(String id, boolean cancelRunning) {
    return transport.send(at("DELETE", id).query("cancelRunning", cancelRunning), Backfill::read);
  }

  private static Call post(BackfillRequest request) {
    return Call.of("POST", Paths.below(request.workflow(), "workflows", "backfills"))
        .json(request.json());
  }

  private static Call at(String method, String id) {
    return Call.of(method, "backfills", id);
  }
}
