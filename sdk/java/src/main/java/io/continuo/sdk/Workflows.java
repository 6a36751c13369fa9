package io.continuo.sdk;

import io.continuo.sdk.json.Json;
import io.continuo.sdk.model.QualifiedName;
import io.continuo.sdk.model.Workflow;
import io.continuo.sdk.transport.Call;
import io.continuo.sdk.transport.Pages;
import io.continuo.sdk.transport.Paths;
import io.continuo.sdk.transport.Transport;
import java.util.Optional;
import java.util.stream.Stream;

/** Registered workflows: register, look up, pause. */
public final class Workflows {
  private final Transport transport;
  private final Pages pages;

  Workflows(Transport transport) {
    this.transport = transport;
    this.pages = new Pages(transport);
  }

  /** Registers a definition under its name; the same digest again changes nothing. */
  public Registration<Workflow> register(QualifiedName name, Definition definition) {
    return Registration.of(transport.send(at("PUT", name).body(definition.body())), Workflow::read);
  }

  /** The newest version. */
  public Workflow get(QualifiedName name) {
    return transport.send(at("GET", name), Workflow::read);
  }

  public Workflow get(QualifiedName name, int version) {
    return transport.send(at("GET", name, "versions", Integer.toString(version)), Workflow::read);
  }

  /** The newest version of every workflow, of one namespace when given, fetched page by page. */
  public Stream<Workflow> list(Optional<String> namespace) {
    return pages.stream(Call.of("GET", "workflows").query("namespace", namespace), Workflow::read);
  }

  /** The workflows of this bare name, one for each namespace that has it. */
  public Stream<Workflow> named(String name) {
    return pages.stream(Call.of("GET", "workflows").query("name", name), Workflow::read);
  }

  /** All versions, newest first. */
  public Stream<Workflow> versions(QualifiedName name) {
    return pages.stream(at("GET", name, "versions"), Workflow::read);
  }

  /** Triggers start nothing until resumed; running executions go on. */
  public Workflow pause(QualifiedName name) {
    return patch(name, true);
  }

  public Workflow resume(QualifiedName name) {
    return patch(name, false);
  }

  private Workflow patch(QualifiedName name, boolean paused) {
    return transport.send(
        at("PATCH", name).json(Json.object().put("paused", paused)), Workflow::read);
  }

  private static Call at(String method, QualifiedName name, String... more) {
    return Call.of(method, Paths.below(name, "workflows", more));
  }
}
