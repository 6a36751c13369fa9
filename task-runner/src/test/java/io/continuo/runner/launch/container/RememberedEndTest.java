package io.continuo.runner.launch.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a stand-in daemon that notes events as late as it is told to. */
class RememberedEndTest {
  private static final Instant FINISHED = Instant.parse("2026-03-01T10:00:00Z");
  private static final Pattern UNTIL = Pattern.compile("until=([0-9.]+)");

  private HttpServer daemon;
  private DockerClient docker;
  private List<Noted> noted = List.of();

  private record Noted(String action, int signal, Duration late) {
    double time() {
      return FINISHED.plus(late).toEpochMilli() / 1000.0;
    }

    String line() {
      return "{\"Type\":\"container\",\"Action\":\"%s\",\"Actor\":{\"ID\":\"c1\",\"Attributes\":{\"signal\":\"%d\"}}}\n"
          .formatted(action, signal);
    }
  }

  @BeforeEach
  void begin() throws IOException {
    daemon = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    daemon.createContext("/", this::answer);
    daemon.start();
    docker = DockerDaemon.connect(Optional.of("tcp://127.0.0.1:" + daemon.getAddress().getPort()));
  }

  @AfterEach
  void end() throws IOException {
    docker.close();
    daemon.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().toString();
    StringBuilder text = new StringBuilder();
    if (query.contains("/version")) {
      text.append("{\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.12\"}");
    } else {
      Matcher until = UNTIL.matcher(query);
      assertThat(until.find()).isTrue();
      double limit = Double.parseDouble(until.group(1));
      noted.stream().filter(each -> each.time() <= limit).map(Noted::line).forEach(text::append);
    }
    try (exchange) {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(text.toString().getBytes(UTF_8));
    }
  }

  private RememberedEnd remembered(Noted... events) throws Exception {
    noted = List.of(events);
    ContainerState state =
        new ObjectMapper()
            .readValue(
                "{\"State\":{\"StartedAt\":\"%s\",\"FinishedAt\":\"%s\"}}"
                    .formatted(FINISHED.minusSeconds(60), FINISHED),
                InspectContainerResponse.class)
            .getState();
    return RememberedEnd.of(docker, "c1", state);
  }

  private static Noted noted(String action, int signal, int lateMs) {
    return new Noted(action, signal, Duration.ofMillis(lateMs));
  }

  @Test
  void aSignalThatABusyDaemonNotesLongAfterTheEndItLedToCounts() throws Exception {
    assertThat(remembered(noted("kill", 15, 900), noted("die", 0, 950)))
        .isEqualTo(RememberedEnd.SIGNALLED);
  }

  @Test
  void anEndWithoutASignalIsItsOwn() throws Exception {
    assertThat(remembered(noted("die", 0, 30))).isEqualTo(RememberedEnd.OWN);
  }

  @Test
  void aSignalThatEndsNothingIsNoEnd() throws Exception {
    assertThat(remembered(noted("kill", 1, -500), noted("die", 0, 30)))
        .isEqualTo(RememberedEnd.OWN);
  }

  @Test
  void aWordThatBreaksOffIsNoProof() throws Exception {
    assertThat(remembered(noted("kill", 9, 1))).isEqualTo(RememberedEnd.UNKNOWN);
    assertThat(remembered()).isEqualTo(RememberedEnd.UNKNOWN);
  }
}
