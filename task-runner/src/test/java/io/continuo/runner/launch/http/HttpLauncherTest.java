package io.continuo.runner.launch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.LauncherContract;
import io.continuo.runner.launch.OutputsFile;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Workspaces;
import io.continuo.value.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpLauncherTest extends LauncherContract {
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final CountDownLatch hold = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/ok", exchange -> answer(exchange, 200, "{\"rows\": 3}"));
    server.createContext("/broken", exchange -> answer(exchange, 503, "try later"));
    server.createContext("/slow", this::answerWhenLetGo);
    server.start();
  }

  @AfterEach
  void stopServing() {
    hold.countDown();
    server.stop(0);
  }

  private void answerWhenLetGo(HttpExchange exchange) throws IOException {
    received.add("slow");
    try {
      hold.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    answer(exchange, 200, "late");
  }

  private void answer(HttpExchange exchange, int status, String body) throws IOException {
    String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    received.add(exchange.getRequestMethod() + " " + type + " " + sent);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  protected Launcher newLauncher(Workspaces workspaces) {
    return new HttpLauncher(4, Duration.ofMinutes(10));
  }

  @Override
  protected SampleTask succeeding() {
    return request("/ok", Map.of());
  }

  private SampleTask request(String path, Map<String, Value> more) {
    Map<String, Value> request = new LinkedHashMap<>(more);
    request.putIfAbsent(
        "url", Value.of("http://127.0.0.1:" + server.getAddress().getPort() + path));
    return SampleTask.of("http").with("request", new Value.Fields(request));
  }

  private Ending run(SampleTask task) throws Exception {
    return launch(task.launch()).await();
  }

  @Test
  void theAnswersFieldsAreTheOutputs() throws Exception {
    TaskLaunch task = succeeding().declaringOutputs().launch();
    launch(task).await();

    assertThat(OutputsFile.read(workspaces.of(task.attempt()).outputs(), true))
        .isEqualTo(new OutputsFile.Read(new Value.Fields(Map.of("rows", Value.of(3)))));
  }

  @Test
  void aBodyThatIsNotTextIsSentAsJson() throws Exception {
    Value body = new Value.Fields(Map.of("day", Value.of("2026-11-21")));
    run(request("/ok", Map.of("method", Value.of("POST"), "body", body)));

    assertThat(received).containsExactly("POST application/json {\"day\":\"2026-11-21\"}");
  }

  @Test
  void anUnexpectedStatusIsTheUsersFaultAndItsBodyIsInTheLog() throws Exception {
    TaskLaunch task = request("/broken", Map.of()).launch();

    assertThat(launch(task).await())
        .asInstanceOf(InstanceOfAssertFactories.type(Ending.Broken.class))
        .matches(broken -> broken.fault() == Fault.USER)
        .extracting(Ending.Broken::message)
        .asString()
        .contains("/broken", "503");
    assertThat(workspaces.of(task.attempt()).log()).hasContent("try later");
  }

  @Test
  void anExpectedStatusIsASuccessWhateverItIs() throws Exception {
    assertThat(run(request("/broken", Map.of("expect", Value.of(503)))))
        .isEqualTo(Ending.exited(0));
  }

  @Test
  void aRefusedConnectionNamesTheUrl() throws Exception {
    assertThat(run(request("", Map.of("url", Value.of("http://127.0.0.1:1/gone")))))
        .asInstanceOf(InstanceOfAssertFactories.type(Ending.Broken.class))
        .extracting(Ending.Broken::message)
        .asString()
        .contains("GET http://127.0.0.1:1/gone", "cannot be connected to");
  }

  @Test
  void anAnswerThatComesTooLateIsAFailure() throws Exception {
    assertThat(run(request("/slow", Map.of("timeout", Value.of("PT0.2S")))))
        .asInstanceOf(InstanceOfAssertFactories.type(Ending.Broken.class))
        .extracting(Ending.Broken::message)
        .asString()
        .contains("did not answer in time");
  }

  @Test
  void stoppingAbortsTheRequest() throws Exception {
    Running running = launch(request("/slow", Map.of()).launch());
    await().until(() -> received.contains("slow"));

    running.stop(GRACE);

    assertThat(running.await())
        .asInstanceOf(InstanceOfAssertFactories.type(Ending.Exited.class))
        .matches(Ending.Exited::killed);
  }

  @Test
  void launchingTwiceSendsOneRequest() throws Exception {
    TaskLaunch task = request("/slow", Map.of()).launch();
    Running first = launch(task);
    Running second = launch(task);
    await().until(() -> received.contains("slow"));
    hold.countDown();

    assertThat(first.await()).isEqualTo(second.await());
    assertThat(received).filteredOn("slow"::equals).hasSize(1);
  }

  @Test
  void anUnusableRequestNamesTheField() {
    for (var wrong :
        Map.of("url", "ftp://x/y", "timeout", "soon", "expect", "fine", "method", "B A D")
            .entrySet()) {
      assertThatThrownBy(
              () -> run(request("/ok", Map.of(wrong.getKey(), Value.of(wrong.getValue())))))
          .isInstanceOf(LaunchException.class)
          .hasMessageContaining(wrong.getValue());
    }
  }
}
