package io.continuo.sdk.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.continuo.sdk.json.Fields;
import io.continuo.sdk.json.Json;
import io.continuo.sdk.model.LabelRange;
import io.continuo.sdk.transport.Call;
import io.continuo.sdk.transport.Pages;
import io.continuo.sdk.transport.Transport;
import java.util.List;
import java.util.stream.Stream;

/** Datasets: look, and tell that a partition has landed. */
public final class Datasets {
  private final Transport transport;
  private final Pages pages;

  /** Made by the client. */
  public Datasets(Transport transport) {
    this.transport = transport;
    this.pages = new Pages(transport);
  }

  /** Every dataset that a workflow declares or a landing named, fetched page by page. */
  public Stream<Dataset> list() {
    return pages.stream(Call.of("GET", "datasets"), Dataset::read);
  }

  public Dataset get(String name) {
    return transport.send(Call.of("GET", "datasets", name), Dataset::read);
  }

  /** What has landed, the newest label first. */
  public Stream<DatasetPartition> partitions(String dataset, LabelRange range) {
    return pages.stream(
        Call.of("GET", "datasets", dataset, "partitions")
            .query("from", range.from())
            .query("to", range.to()),
        DatasetPartition::read);
  }

  /** Tells of one landing; sending the same one twice changes nothing. */
  public Landed land(Landing landing) {
    return transport.send(
        post("application/cloudevents+json", landing.json().toString()), Datasets::only);
  }

  /** Tells of several; when one is refused none is taken. */
  public List<Landed> land(List<Landing> landings) {
    ArrayNode events = Json.object().arrayNode();
    landings.forEach(landing -> events.add(landing.json()));
    return transport.send(
        post("application/cloudevents-batch+json", events.toString()), Datasets::all);
  }

  private static Call post(String contentType, String text) {
    return Call.of("POST", "landings").body(new Call.Body(contentType, text));
  }

  private static List<Landed> all(Fields answer) {
    return answer.list("items", Landed::read);
  }

  private static Landed only(Fields answer) {
    return all(answer).stream()
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the server's answer has no item"));
  }
}
