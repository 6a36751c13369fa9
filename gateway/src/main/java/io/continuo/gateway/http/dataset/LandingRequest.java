package io.continuo.gateway.http.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.dataset.Landing;
import io.continuo.definition.partition.PartitionLabel;
import io.continuo.definition.partition.Partitions;
import io.continuo.gateway.http.api.CloudEvent;
import io.continuo.gateway.http.api.Faults;
import io.continuo.id.Names;
import java.util.Optional;

/** What a CloudEvent says has landed. */
record LandingRequest(String place, String dataset, Landing landing) {
  private static final String TYPE = "continuo.dataset.landed";

  /** Reads it; what is wrong is noted. */
  static Optional<LandingRequest> of(CloudEvent event, Faults faults) {
    if (!event.type().equals(TYPE)) {
      faults.add(event.place() + "/type", "type is \"" + TYPE + "\", not '" + event.type() + "'");
    }
    Optional<String> uri = uri(event, faults);
    String subject = event.subject().orElse("");
    int at = subject.indexOf('@');
    String dataset = at < 0 ? subject : subject.substring(0, at);
    Optional<String> partition = at < 0 ? Optional.empty() : Optional.of(subject.substring(at + 1));
    if (!Names.isValid(dataset)) {
      faults.add(
          event.place() + "/subject",
          "subject is dataset@partition, or the dataset alone when it has no partitions; not '"
              + subject
              + "'");
    } else if (partition.isPresent() && !PartitionLabel.isLabel(partition.get())) {
      faults.add(
          event.place() + "/subject",
          "'"
              + partition.get()
              + "' is no partition: write one like 2026-11-21T05, 2026-11-21, 2026-W47, 2026-11 or 2026");
    }
    return Optional.of(
        new LandingRequest(
            event.place(),
            dataset,
            new Landing(
                event.id(), event.source(), partition, uri, event.time(), Optional.empty())));
  }

  /** Whether the label fits the partitions that the dataset has. */
  void check(Optional<Partitions> calendar, Faults faults) {
    landing
        .partition()
        .flatMap(label -> calendar.flatMap(known -> known.problem(label)))
        .ifPresent(
            problem -> faults.add(place + "/subject", "dataset " + dataset + ": " + problem));
  }

  private static Optional<String> uri(CloudEvent event, Faults faults) {
    JsonNode data = event.data();
    JsonNode uri = data.path("uri");
    if (!data.isMissingNode() && !data.isNull() && !data.isObject()) {
      faults.add(event.place() + "/data", "data is a JSON object, such as {\"uri\": \"gs://...\"}");
    } else if (!uri.isMissingNode() && !uri.isNull() && !uri.isTextual()) {
      faults.add(event.place() + "/data/uri", "uri is text");
    }
    return Optional.ofNullable(uri.textValue());
  }
}
