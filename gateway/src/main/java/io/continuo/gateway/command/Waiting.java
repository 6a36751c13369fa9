package io.continuo.gateway.command;

import io.continuo.event.Recorded;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Those who wait for an answer, by the id of their command. */
public final class Waiting {
  private final Map<String, CompletableFuture<Answer.Event>> waiting = new ConcurrentHashMap<>();

  CompletableFuture<Answer.Event> expect(String cause) {
    CompletableFuture<Answer.Event> future = new CompletableFuture<>();
    waiting.put(cause, future);
    return future;
  }

  void forget(String cause) {
    waiting.remove(cause);
  }

  /** Whether nobody waits, so that events need not be looked at. */
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  public int size() {
    return waiting.size();
  }

  /** Tells whoever waits for this event. */
  public void hear(Recorded<?> recorded, ConsumerRecord<?, ?> at) {
    CompletableFuture<Answer.Event> future = waiting.get(recorded.cause());
    if (future != null) {
      future.complete(
          new Answer.Event(recorded, new TopicPartition(at.topic(), at.partition()), at.offset()));
    }
  }
}
