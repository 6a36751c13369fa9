package io.continuo.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.sdk.fake.FakeExecution;
import io.continuo.sdk.fake.FakeGateway;
import io.continuo.sdk.transport.EventStream;
import io.continuo.sdk.transport.RetryPolicy;
import io.continuo.sdk.transport.ServerEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamsTest {
  private final FakeGateway gateway = new FakeGateway();
  private final ContinuoClient client =
      ContinuoClient.builder()
          .url(gateway.url())
          .retry(new RetryPolicy(4, Duration.ofMillis(1), Duration.ofMillis(4)))
          .build();
  private final FakeExecution execution = gateway.state().execution("finance", "daily");

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void aStreamThatDropsInTheMiddleOfAnEventResumesWithoutGapOrRepeat() {
    execution.task("extract", "running").task("extract", "succeeded").status("succeeded");
    gateway.faults().dropStreamAfter(2);

    try (EventStream stream = client.executions().stream(execution.id(), "")) {
      assertThat(all(stream)).extracting(ServerEvent::id).containsExactly("1", "2", "3", "4");
      assertThat(stream.drops()).isGreaterThanOrEqualTo(1);
    }
    assertThat(gateway.requests("GET", "/stream").get(1).header("Last-Event-ID")).contains("2");
  }

  @Test
  void aStreamMayStartAfterAnEventSeenBefore() {
    execution.task("extract", "running").status("succeeded");
    try (EventStream stream = client.executions().stream(execution.id(), "2")) {
      assertThat(all(stream)).extracting(ServerEvent::type).containsExactly("Executionsucceeded");
    }
  }

  @Test
  void closingWakesTheReader() {
    EventStream stream = client.executions().stream(execution.id(), "1");
    CompletableFuture<Optional<ServerEvent>> waiting = CompletableFuture.supplyAsync(stream::next);
    Awaitility.await().until(() -> !gateway.requests("GET", "/stream").isEmpty());
    stream.close();
    assertThat(waiting.orTimeout(10, TimeUnit.SECONDS).join()).isEmpty();
  }

  @Test
  void aLogIsCopiedWholeThoughItsConnectionDrops() throws IOException {
    execution.log("extract", 1, "first line\nsecond line\n").status("succeeded");
    gateway.faults().dropLogAfter(15);

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long end = client.executions().logs(execution.id(), "extract", 1).copy(0, true, out);

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("first line\nsecond line\n");
    assertThat(end).isEqualTo(out.size());
    assertThat(gateway.requests("GET", "/logs").get(1).parameter("offset")).contains("15");
  }

  @Test
  void aFollowedLogEndsWithTheAttempt() throws IOException {
    execution.log("extract", 1, "a\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CompletableFuture<Void> copying =
        CompletableFuture.runAsync(
            () -> {
              try {
                client.executions().logs(execution.id(), "extract", 1).copy(0, true, out);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    Awaitility.await().until(() -> out.size() == 2);
    execution.log("extract", 1, "b\n").status("succeeded");
    copying.orTimeout(10, TimeUnit.SECONDS).join();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a\nb\n");
  }

  private static List<ServerEvent> all(EventStream stream) {
    List<ServerEvent> events = new ArrayList<>();
    for (Optional<ServerEvent> event = stream.next(); event.isPresent(); event = stream.next()) {
      events.add(event.get());
    }
    return events;
  }
}
