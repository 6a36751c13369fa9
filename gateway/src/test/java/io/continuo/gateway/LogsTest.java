package io.continuo.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.continuo.dispatch.LogChunk;
import io.continuo.dispatch.LogRun;
import io.continuo.dispatch.LogStream;
import io.continuo.event.ExecutionEvent;
import io.continuo.event.Recorded;
import io.continuo.id.AttemptId;
import io.continuo.id.ExecutionId;
import io.continuo.value.Value;
import io.continuo.wire.codec.ExecutionEventCodec;
import io.continuo.wire.codec.LogChunkCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Logs over HTTP. The engine of this play fails the first attempt and runs the second. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogsTest {
  private static final LogRun OUT = new LogRun(LogStream.STDOUT, 6);
  private static final LogRun ERR = new LogRun(LogStream.STDERR, 6);

  @TempDir static Path data;

  private RunningGateway running;
  private Http http;

  @BeforeAll
  void start() throws Exception {
    running = RunningGateway.start(data, Map.of());
    http = running.http();
  }

  @AfterAll
  void stop() throws Exception {
    running.stop();
  }

  @Test
  void logsAreReadByRangeAndFollowedToTheirEnd() throws Exception {
    String path = run("logged");
    Iterator<String> follower = http.lines(path + "?follow=true").iterator();

    log(path, 0, "hello\n", false);
    log(path, 0, "hello\n", false); // chunks may come twice
    assertThat(follower.next()).isEqualTo("hello");
    log(path, 6, "world\n", true);

    assertThat(follower.next()).isEqualTo("world");
    assertThat(follower.hasNext()).isFalse();
    assertThat(http.get(path).body()).isEqualTo("hello\nworld\n");
    Http.Answer slice = http.get(path + "?offset=2&limit=3");
    assertThat(slice.body()).isEqualTo("llo");
    assertThat(slice.header("X-Continuo-Next-Offset")).isEqualTo("5");
    assertThat(slice.header("Continuo-Log-Complete")).isEqualTo("true");
    assertThat(http.get(path.replace("first", "nobody")).status()).isEqualTo(404);
  }

  @Test
  void theRangesOfHttpAreServed() {
    String path = run("ranged");
    log(path, 0, "hello\n", false);
    await().untilAsserted(() -> assertThat(http.get(path).body()).isEqualTo("hello\n"));
    assertThat(range(path, "bytes=1-2").header("Content-Range")).isEqualTo("bytes 1-2/*");
    log(path, 6, "world\n", true);
    awaitComplete(path);

    Http.Answer some = range(path, "bytes=2-7");
    assertThat(some.status()).isEqualTo(206);
    assertThat(some.body()).isEqualTo("llo\nwo");
    assertThat(some.header("Content-Range")).isEqualTo("bytes 2-7/12");
    assertThat(range(path, "bytes=10-").body()).isEqualTo("d\n");
    assertThat(range(path, "bytes=-3").body()).isEqualTo("ld\n");
    assertThat(range(path, "bytes=-100").header("Content-Range")).isEqualTo("bytes 0-11/12");
    Http.Answer beyond = range(path, "bytes=12-");
    assertThat(beyond.status()).isEqualTo(416);
    assertThat(beyond.json().path("detail").asText()).contains("12 bytes");
    for (String ignored : List.of("bytes=0-1,3-4", "bytes=5-2", "lines=1-2", "bytes=-")) {
      assertThat(range(path, ignored).status()).as(ignored).isEqualTo(200);
    }
  }

  @Test
  void oneStreamIsReadWithTheOffsetsOfTheWholeLog() throws Exception {
    String path = run("streams");
    Iterator<String> errors = http.lines(path + "?follow=true&stream=stderr").iterator();
    log(path, 0, "hello\nwrong\nworld\n", false, OUT, ERR, OUT);
    log(path, 18, "again\n", true, ERR);

    assertThat(errors.next()).isEqualTo("wrong");
    assertThat(errors.next()).isEqualTo("again");
    assertThat(errors.hasNext()).isFalse();
    awaitComplete(path);
    Http.Answer out = http.get(path + "?stream=stdout&offset=3");
    assertThat(out.body()).isEqualTo("lo\nworld\n");
    assertThat(out.header("X-Continuo-Next-Offset")).isEqualTo("24");
    JsonNode json = http.get(path + "?offset=6", "Accept", "application/json").json();
    assertThat(running.openApi().faults("LogSlice", json)).isEmpty();
    assertThat(json.at("/pieces/0/stream").asText()).isEqualTo("stderr");
    assertThat(json.at("/pieces/1/offset").asLong()).isEqualTo(12);
    assertThat(json.at("/next").asLong()).isEqualTo(24);
    assertThat(http.get(path + "?stream=both").body()).contains("give stdout, stderr or runner");
  }

  @Test
  void binaryGarbageComesThroughEventsUnharmedAndTheyResume() throws Exception {
    String path = run("garbage");
    byte[] garbage = {0, (byte) 0xff, '\n', '\r', (byte) 0xc3, 'd', 'a', 't', 'a', ':', '\n'};
    log(path, 0, ByteBuffer.wrap(garbage), List.of(new LogRun(LogStream.STDERR, 11)), false);
    log(path, 11, "end\n", true);
    awaitComplete(path);

    List<String> lines = http.lines(path, "Accept", "text/event-stream").toList();

    assertThat(lines).contains("id: 11", "event: log", "id: 15", "event: end");
    String data =
        lines.stream().filter(line -> line.startsWith("data: ")).findFirst().orElseThrow();
    assertThat(data).contains("\"stream\":\"stderr\"");
    assertThat(data).contains(Base64.getEncoder().encodeToString(garbage));
    assertThat(
            http.lines(path, "Accept", "text/event-stream", "Last-Event-ID", "11")
                .filter(line -> line.startsWith("id: "))
                .toList())
        .containsExactly("id: 15", "id: 15");
    assertThat(http.get(path, "Accept", "text/event-stream", "Last-Event-ID", "15").status())
        .isEqualTo(204);
  }

  @Test
  void theLogOfASuccessIsCompleteWithAllThatWasWrittenBefore() throws Exception {
    String path = run("quiet");
    log(path, 0, "hello\n", false);
    Iterator<String> follower = http.lines(path + "?follow=true").iterator();
    assertThat(follower.next()).isEqualTo("hello");
    assertThat(http.get(path).header("Continuo-Log-Complete")).isEqualTo("false");

    log(path, 6, "world\n", false);
    succeed(path);

    assertThat(follower.next()).isEqualTo("world");
    assertThat(follower.hasNext()).isFalse();
    awaitComplete(path);
    assertThat(range(path, "bytes=1-2").header("Content-Range")).isEqualTo("bytes 1-2/12");
    assertThat(http.lines(path, "Accept", "text/event-stream")).contains("event: end");
    assertThat(http.get(path, "Accept", "text/event-stream", "Last-Event-ID", "12").status())
        .isEqualTo(204);
  }

  @Test
  void theLogOfASuccessWithoutAByteIsComplete() throws Exception {
    String path = run("silent");
    succeed(path);

    awaitComplete(path);
    assertThat(http.get(path).body()).isEmpty();
    assertThat(http.lines(path + "?follow=true")).isEmpty();
  }

  @Test
  void theLogOfAnAttemptThatEndedLongAgoIsCompleteThoughItsRunnerNeverSaidSo() throws Exception {
    String path = run("lost");
    log(path, 0, "hello\n", false);
    http.send("POST", path.substring(0, 55) + "/cancel", "{}"); // the engine lives in 1970

    awaitComplete(path);
    assertThat(http.lines(path + "?follow=true")).containsExactly("hello");
  }

  private void succeed(String path) {
    String execution = path.substring(19, 55);
    var success =
        new ExecutionEvent.AttemptSucceeded("first", 2, 1, OptionalInt.of(0), Value.Fields.EMPTY);
    running.write(
        RunningGateway.TOPICS.executionEvents(),
        execution,
        running
            .format()
            .write(
                new ExecutionEventCodec()
                    .encode(new Recorded<>(execution, 100, "test", Instant.now(), success))));
  }

  @Test
  void aLogThatWasRemovedIsGoneAndNotEmpty() {
    String path = run("expired").replace("/attempts/2/", "/attempts/1/"); // it ended in 1970

    Http.Answer answer = http.get(path);

    assertThat(answer.status()).isEqualTo(410);
    assertThat(answer.json().path("code").asText()).isEqualTo("expired");
    assertThat(answer.json().path("detail").asText()).contains("log.retention");
  }

  private Http.Answer range(String path, String range) {
    return http.get(path, "Range", range);
  }

  private void awaitComplete(String path) {
    await()
        .untilAsserted(
            () -> assertThat(http.get(path).header("Continuo-Log-Complete")).isEqualTo("true"));
  }

  /** The address of the log of an attempt that runs. */
  private String run(String name) {
    running.register(
        name, "{namespace: finance, name: " + name + ", tasks: {first: {type: noop}}}");
    Http.Answer answer =
        http.send("POST", "/api/v1/namespaces/finance/workflows/" + name + "/executions", "{}");
    String id = answer.json().path("id").asText();
    await()
        .untilAsserted(
            () ->
                assertThat(http.get("/api/v1/executions/" + id + "/tasks").body())
                    .contains("\"number\":2"));
    return "/api/v1/executions/" + id + "/tasks/first/attempts/2/logs";
  }

  private void log(String path, long offset, String text, boolean last, LogRun... runs) {
    log(path, offset, StandardCharsets.UTF_8.encode(text), List.of(runs), last);
  }

  private void log(String path, long offset, ByteBuffer bytes, List<LogRun> runs, boolean last) {
    ExecutionId execution = ExecutionId.parse(path.substring(19, 55));
    AttemptId attempt = new AttemptId(execution, "first", 2, 1);
    running.write(
        RunningGateway.TOPICS.logs(),
        attempt.toString(),
        running
            .format()
            .write(new LogChunkCodec().encode(new LogChunk(attempt, offset, bytes, last, runs))));
  }
}
