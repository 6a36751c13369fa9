package io.continuo.gateway.http.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.command.WorkflowCommand;
import io.continuo.definition.Trigger;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.event.WorkflowEvent;
import io.continuo.gateway.command.Answer;
import io.continuo.gateway.command.Commands;
import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.Problem;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.http.api.Answers;
import io.continuo.gateway.http.api.CloudEvent;
import io.continuo.gateway.http.api.CloudEvents;
import io.continuo.gateway.http.api.Faults;
import io.continuo.gateway.http.api.JsonFields;
import io.continuo.gateway.http.api.Names;
import io.continuo.gateway.trigger.EventMapping;
import io.continuo.gateway.trigger.EventMapping.Outcome;
import io.continuo.gateway.trigger.Facts;
import io.continuo.gateway.trigger.Secrets;
import io.continuo.gateway.view.query.Definitions;
import io.continuo.gateway.view.query.ExecutionSummary;
import io.continuo.gateway.view.query.Executions;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import io.continuo.wire.ValueJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Starting a workflow by posting the event that it listens to. */
public final class WebhookRoutes {
  private final Definitions definitions;
  private final Executions executions;
  private final Commands commands;
  private final Secrets secrets;

  public WebhookRoutes(
      Definitions definitions, Executions executions, Commands commands, Secrets secrets) {
    this.definitions = definitions;
    this.executions = executions;
    this.commands = commands;
    this.secrets = secrets;
  }

  public void addTo(Endpoints endpoints) {
    endpoints.post("/api/v1/namespaces/{ns}/workflows/{name}/webhook", this::post);
  }

  private Reply post(Call call) throws Exception {
    WorkflowDefinition workflow = Names.newest(definitions, Names.workflow(call));
    List<Trigger.Webhook> triggers =
        workflow.triggers().stream()
            .filter(Trigger.Webhook.class::isInstance)
            .map(Trigger.Webhook.class::cast)
            .toList();
    if (triggers.isEmpty()) {
      throw Problem.notFound("workflow " + workflow.id() + " has no webhook trigger").asException();
    }
    CloudEvent event = event(call);
    Trigger.Webhook trigger = choose(triggers, event);
    checkSignature(call, trigger);
    return switch (map(workflow, trigger, event)) {
      case Outcome.Start(var partition, var inputs) -> {
        String key = key(event);
        yield start(
            workflow.id(),
            new WorkflowCommand.TriggerExecution(
                key, "webhook", event.id(), partition, inputs, Optional.empty()));
      }
      case Outcome.Unfit(List<String> problems) -> {
        Faults faults = new Faults();
        problems.forEach(problem -> faults.add("/data", problem));
        faults.refuse("invalid-event");
        throw new IllegalStateException("an event that does not fit has a problem");
      }
      case Outcome.Filtered _ -> throw new IllegalStateException("a webhook has no filter");
    };
  }

  private static CloudEvent event(Call call) {
    Faults faults = new Faults();
    List<CloudEvent> events = CloudEvents.of(call, faults);
    if (faults.isEmpty() && events.size() != 1) {
      faults.add("", "post one event, not " + events.size());
    }
    faults.refuse("invalid-event");
    return events.getFirst();
  }

  private static Trigger.Webhook choose(List<Trigger.Webhook> triggers, CloudEvent event) {
    Faults faults = new Faults();
    Optional<Trigger.Webhook> found =
        triggers.stream().filter(trigger -> trigger.eventType().equals(event.type())).findFirst();
    if (found.isEmpty()) {
      faults.add(
          "/type",
          "the workflow listens to events of type "
              + String.join(", ", triggers.stream().map(Trigger.Webhook::eventType).toList())
              + ", not '"
              + event.type()
              + "'");
      faults.refuse("invalid-event");
    }
    return found.orElseThrow();
  }

  private void checkSignature(Call call, Trigger.Webhook trigger) throws IOException {
    if (trigger.secret().isEmpty()) {
      return;
    }
    String reference = trigger.secret().get();
    byte[] secret =
        secrets
            .find(reference)
            .filter(bytes -> bytes.length > 0)
            .orElseThrow(
                () ->
                    Problem.of(
                            503,
                            "secret-missing",
                            "the secret "
                                + reference
                                + " that signs these events is not here: "
                                + secrets.cure(reference))
                        .asException());
    if (!Signature.fits(call.header(Signature.HEADER), secret, call.body())) {
      throw Problem.of(
              401,
              "invalid-signature",
              "sign the body: "
                  + Signature.HEADER
                  + ": sha256=<hex of its HMAC-SHA256 with the secret>")
          .asException();
    }
  }

  private static Outcome map(
      WorkflowDefinition workflow, Trigger.Webhook trigger, CloudEvent event) {
    return EventMapping.of(workflow, Facts.WEBHOOK, Optional.empty(), trigger.inputs())
        .map(
            Map.of(
                "data", value(event.data()),
                "id", Value.of(event.id()),
                "source", Value.of(event.source()),
                "type", Value.of(event.type()),
                "subject", event.subject().<Value>map(Value::of).orElse(Value.NULL),
                "time",
                    event.time().map(Instant::toString).<Value>map(Value::of).orElse(Value.NULL)));
  }

  private static Value value(JsonNode data) {
    return data.isMissingNode()
        ? Value.NULL
        : ValueJson.read(new String(Json.bytes(data), StandardCharsets.UTF_8));
  }

  /** Source and id name an event; both may be long. */
  private static String key(CloudEvent event) {
    String name = event.source() + "\n" + event.id();
    return "webhook/" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  private Reply start(WorkflowId id, WorkflowCommand.TriggerExecution trigger)
      throws InterruptedException {
    Optional<ExecutionSummary> known = executions.byKey(id, trigger.key());
    if (known.isPresent()) {
      return reply(known.map(ExecutionSummary::id), "repeated");
    }
    Answer answer =
        Answers.accepted(
            commands.ask(id, trigger, () -> executions.byKey(id, trigger.key()).isPresent()));
    if (answer instanceof Answer.Event event
        && event.recorded().event() instanceof WorkflowEvent.ExecutionTriggered triggered) {
      String execution = triggered.execution().toString();
      boolean skipped =
          executions.byId(execution).filter(e -> e.status().equals("skipped")).isPresent();
      return reply(
          Optional.of(execution), skipped ? "skipped" : triggered.held() ? "held" : "started");
    }
    return reply(executions.byKey(id, trigger.key()).map(ExecutionSummary::id), "repeated");
  }

  private static Reply reply(Optional<String> execution, String status) {
    ObjectNode json = Json.object();
    JsonFields.put(json, "execution", execution);
    return Reply.json(202, json.put("status", status));
  }
}
