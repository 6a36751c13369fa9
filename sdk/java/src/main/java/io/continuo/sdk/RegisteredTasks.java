package io.continuo.sdk;

import io.continuo.sdk.model.QualifiedName;
import io.continuo.sdk.model.RegisteredTask;
import io.continuo.sdk.transport.Call;
import io.continuo.sdk.transport.Pages;
import io.continuo.sdk.transport.Paths;
import io.continuo.sdk.transport.Transport;
import java.util.Optional;
import java.util.stream.Stream;

/** Tasks that are registered by themselves and shared between workflows. */
public final class RegisteredTasks {
  private final Transport transport;
  private final Pages pages;

  RegisteredTasks(Transport transport) {
    this.transport = transport;
    this.pages = new Pages(transport);
  }

  /** Registers a definition under its name; the same digest again changes nothing. */
  public Registration<RegisteredTask> register(QualifiedName name, Definition definition) {
    return Registration.of(
        transport.send(at("PUT", name).body(definition.body())), RegisteredTask::read);
  }

  /** The newest version. */
  public RegisteredTask get(QualifiedName name) {
    return transport.send(at("GET", name), RegisteredTask::read);
  }

  /** The newest version of every task, of one namespace when given, fetched page by page. */
  public Stream<RegisteredTask> list(Optional<String> namespace) {
    return pages.stream(
        Call.of("GET", "tasks").query("namespace", namespace), RegisteredTask::read);
  }

  /** The tasks of this bare name, one for each namespace that has it. */
  public Stream<RegisteredTask> named(String name) {
    return pages.stream(Call.of("GET", "tasks").query("name", name), RegisteredTask::read);
  }

  private static Call at(String method, QualifiedName name) {
    return Call.of(method, Paths.below(name, "tasks"));
  }
}
