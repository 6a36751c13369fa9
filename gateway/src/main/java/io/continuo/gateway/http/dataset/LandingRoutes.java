package io.continuo.gateway.http.dataset;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.command.DatasetCommand;
import io.continuo.event.DatasetEvent;
import io.continuo.gateway.command.Answer;
import io.continuo.gateway.command.Commands;
import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.http.api.Answers;
import io.continuo.gateway.http.api.CloudEvent;
import io.continuo.gateway.http.api.CloudEvents;
import io.continuo.gateway.http.api.Faults;
import io.continuo.gateway.http.api.JsonFields;
import io.continuo.gateway.view.query.data.Datasets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Telling that partitions of datasets have landed. */
public final class LandingRoutes {
  private final Datasets datasets;
  private final Commands commands;

  public LandingRoutes(Datasets datasets, Commands commands) {
    this.datasets = datasets;
    this.commands = commands;
  }

  public void addTo(Endpoints endpoints) {
    endpoints.post("/api/v1/landings", this::land);
  }

  private record Landed(LandingRequest request, boolean repeated, int landings) {
    ObjectNode json() {
      ObjectNode json = Json.object().put("dataset", request.dataset());
      JsonFields.put(json, "partition", request.landing().partition());
      json.put("id", request.landing().id());
      json.put("status", repeated ? "repeated" : "landed");
      return json.put("landings", landings);
    }
  }

  /** 201 when any of them is new. */
  private Reply land(Call call) throws Exception {
    Faults faults = new Faults();
    List<LandingRequest> requests = new ArrayList<>();
    for (CloudEvent event : CloudEvents.of(call, faults)) {
      LandingRequest.of(event, faults).ifPresent(requests::add);
    }
    requests.forEach(request -> request.check(datasets.calendar(request.dataset()), faults));
    faults.refuse("invalid-landing");
    List<Landed> landed = all(requests);
    ObjectNode body = Json.object();
    ArrayNode items = body.putArray("items");
    landed.forEach(one -> items.add(one.json()));
    return Reply.json(landed.stream().allMatch(Landed::repeated) ? 200 : 201, body);
  }

  /** Asks the datasets side by side: each answer takes a step of the engine. */
  private List<Landed> all(List<LandingRequest> requests) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Landed>> asked =
          requests.stream().map(request -> threads.submit(() -> ask(request))).toList();
      List<Landed> landed = new ArrayList<>();
      for (Future<Landed> one : asked) {
        landed.add(one.get());
      }
      return landed;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private Landed ask(LandingRequest request) throws InterruptedException {
    OptionalInt before = known(request);
    if (before.isPresent()) {
      return new Landed(request, true, before.getAsInt());
    }
    Answer answer =
        Answers.accepted(
            commands.ask(
                request.dataset(),
                new DatasetCommand.NoteLanding(request.landing()),
                () -> known(request).isPresent()));
    return answer instanceof Answer.Event event
            && event.recorded().event() instanceof DatasetEvent.PartitionLanded(_, int landings, _)
        ? new Landed(request, false, landings)
        : new Landed(request, true, known(request).orElse(1));
  }

  private OptionalInt known(LandingRequest request) {
    return datasets.landing(request.dataset(), request.landing());
  }
}
