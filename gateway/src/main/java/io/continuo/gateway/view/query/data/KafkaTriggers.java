package io.continuo.gateway.view.query.data;

import io.continuo.id.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/** Which workflows listen to which topics. */
public final class KafkaTriggers {
  private final Jdbi jdbi;

  public KafkaTriggers(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A workflow whose newest version listens to a topic.
   *
   * @param since when it began to
   */
  public record Listener(WorkflowId workflow, int version, String topic, Instant since) {}

  /**
   * A topic to which somebody listens.
   *
   * @param since when the first of them began to
   */
  public record Topic(String name, Instant since) {}

  /** The topics of these listeners, each once. */
  public static List<Topic> topics(List<Listener> listeners) {
    Map<String, Instant> since = new TreeMap<>();
    listeners.forEach(
        listener ->
            since.merge(listener.topic(), listener.since(), (a, b) -> a.isBefore(b) ? a : b));
    return since.entrySet().stream().map(e -> new Topic(e.getKey(), e.getValue())).toList();
  }

  public List<Listener> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from kafka_trigger order by namespace, workflow, topic")
                .map(
                    (row, _) ->
                        new Listener(
                            new WorkflowId(row.getString("namespace"), row.getString("workflow")),
                            row.getInt("version"),
                            row.getString("topic"),
                            Instant.ofEpochMilli(row.getLong("since"))))
                .list());
  }
}
