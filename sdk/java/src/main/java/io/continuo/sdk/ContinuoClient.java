package io.continuo.sdk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.sdk.data.Datasets;
import io.continuo.sdk.json.Json;
import io.continuo.sdk.limit.Limits;
import io.continuo.sdk.model.Identity;
import io.continuo.sdk.model.Runner;
import io.continuo.sdk.problem.ProblemException;
import io.continuo.sdk.problem.UnreachableException;
import io.continuo.sdk.time.Backfills;
import io.continuo.sdk.time.Slots;
import io.continuo.sdk.transport.Call;
import io.continuo.sdk.transport.Pages;
import io.continuo.sdk.transport.RetryPolicy;
import io.continuo.sdk.transport.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A client of one Continuo gateway; immutable, safe for many threads, blocking.
 *
 * <p>Every call may throw {@link ProblemException} (the server said no, and why) and {@link
 * UnreachableException} (no answer, after repeating it). Calls are repeated on connection errors
 * and 503; that is safe because all of them are idempotent: a run or a backfill by its key, a
 * landing by its id.
 */
public final class ContinuoClient {
  private final Transport transport;
  private final Workflows workflows;
  private final RegisteredTasks tasks;
  private final Executions executions;
  private final Slots slots;
  private final Backfills backfills;
  private final Datasets datasets;
  private final Limits limits;
  private final Namespaces namespaces;
  private final Installation installation;

  private ContinuoClient(Transport.Settings settings) {
    this.transport = new Transport(settings);
    this.workflows = new Workflows(transport);
    this.tasks = new RegisteredTasks(transport);
    this.executions = new Executions(transport);
    this.slots = new Slots(transport);
    this.backfills = new Backfills(transport);
    this.datasets = new Datasets(transport);
    this.limits = new Limits(transport);
    this.namespaces = new Namespaces(transport);
    this.installation = new Installation(transport);
  }

  /** A client of {@code http://127.0.0.1:8080} unless told otherwise. */
  public static Builder builder() {
    return new Builder();
  }

  public Workflows workflows() {
    return workflows;
  }

  /**
   * Tasks that are registered by themselves; the tasks of a run are at {@link Executions#tasks}.
   */
  public RegisteredTasks tasks() {
    return tasks;
  }

  public Executions executions() {
    return executions;
  }

  /** What is expected of a workflow, what became of it, what comes next. */
  public Slots slots() {
    return slots;
  }

  public Backfills backfills() {
    return backfills;
  }

  /** Datasets, their partitions, and telling that one has landed. */
  public Datasets datasets() {
    return datasets;
  }

  public Limits limits() {
    return limits;
  }

  public Namespaces namespaces() {
    return namespaces;
  }

  /** Everything at once: the switch that pauses all namespaces. */
  public Installation installation() {
    return installation;
  }

  /** Every runner the service knows, lost ones included. */
  public Stream<Runner> runners() {
    return new Pages(transport).stream(Call.of("GET", "runners"), Runner::read);
  }

  public Runner runner(String id) {
    return transport.send(Call.of("GET", "runners", id), Runner::read);
  }

  /** Lets a runner finish what runs and take no more, until it is restarted. */
  public Runner drain(String id, Optional<String> reason) {
    ObjectNode body = Json.object();
    reason.ifPresent(text -> body.put("reason", text));
    return transport.send(Call.of("POST", "runners", id, "drain").json(body), Runner::read);
  }

  /** Who the server takes this client for. */
  public Identity whoami() {
    return transport.send(Call.of("GET", "whoami"), Identity::read);
  }

  /** The server's address, as configured. */
  public URI url() {
    return transport.server();
  }

  /** Settings of a client. */
  public static final class Builder {
    private URI url = URI.create("http://127.0.0.1:8080");
    private Optional<String> token = Optional.empty();
    private Duration timeout = Duration.ofSeconds(30);
    private RetryPolicy retry = RetryPolicy.DEFAULT;
    private String userAgent = "continuo-sdk-java";

    private Builder() {}

    /**
     * The gateway's address; a path prefix is kept.
     *
     * @throws IllegalArgumentException when it is not an http(s) URL with a host
     */
    public Builder url(String address) {
      URI uri = URI.create(address);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!http || uri.getHost() == null) {
        throw new IllegalArgumentException(
            "'" + address + "' is not the URL of a gateway; it looks like http://127.0.0.1:8080");
      }
      this.url = uri;
      return this;
    }

    /** A bearer token; none is needed against a gateway on loopback. */
    public Builder token(String bearer) {
      this.token = Optional.of(bearer);
      return this;
    }

    /** Bounds each try of a call, 30 s by default; streams and followed logs are not bounded. */
    public Builder timeout(Duration bound) {
      this.timeout = bound;
      return this;
    }

    public Builder retry(RetryPolicy policy) {
      this.retry = policy;
      return this;
    }

    /** Names the calling program in the server's access log. */
    public Builder userAgent(String name) {
      this.userAgent = name;
      return this;
    }

    public ContinuoClient build() {
      return new ContinuoClient(new Transport.Settings(url, token, timeout, retry, userAgent));
    }
  }
}
