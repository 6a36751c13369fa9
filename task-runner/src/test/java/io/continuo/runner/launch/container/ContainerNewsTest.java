package io.continuo.runner.launch.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a stand-in daemon that tells what it is told to, on one connection after the other. */
class ContainerNewsTest {
  private final BlockingQueue<OutputStream> listeners = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger deaths = new AtomicInteger();
  private HttpServer daemon;
  private DockerClient docker;
  private ContainerNews news;
  private OutputStream listener;

  @BeforeEach
  void begin() throws Exception {
    daemon = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    daemon.setExecutor(threads);
    daemon.createContext("/", this::answer);
    daemon.start();
    docker = DockerDaemon.connect(Optional.of("tcp://127.0.0.1:" + daemon.getAddress().getPort()));
    news = new ContainerNews(docker, "crew-1");
    listener = listeners.take();
  }

  @AfterEach
  void end() throws IOException {
    news.close();
    docker.close();
    daemon.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String query = URLDecoder.decode(exchange.getRequestURI().toString(), UTF_8);
    exchange.sendResponseHeaders(200, 0);
    if (query.contains("/version")) {
      try (exchange) {
        exchange
            .getResponseBody()
            .write("{\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.12\"}".getBytes(UTF_8));
      }
    } else {
      asked.add(query);
      listeners.add(exchange.getResponseBody());
    }
  }

  private void tell(String action, String container) throws IOException {
    tell(action, container, 15);
  }

  private void tell(String action, String container, int signal) throws IOException {
    tell(action, container, "\"signal\":\"%d\"".formatted(signal));
  }

  private void tell(String action, String container, String attributes) throws IOException {
    String line =
        "{\"Type\":\"container\",\"Action\":\"%s\",\"Actor\":{\"ID\":\"%s\",\"Attributes\":{%s}}}\n"
            .formatted(action, container, attributes);
    listener.write(line.getBytes(UTF_8));
    listener.flush();
  }

  private ContainerNews.Life lifeOf(String container) {
    await().until(() -> news.of(container).isPresent());
    return news.of(container).orElseThrow();
  }

  private ContainerNews.Death deathOf(ContainerNews.Life life) {
    await().until(() -> life.death().isPresent());
    return life.death().orElseThrow();
  }

  private RememberedEnd endOf(ContainerNews.Life life) {
    return deathOf(life).end();
  }

  @Test
  void oneConnectionIsForOneRunnersContainers() {
    assertThat(asked).singleElement().asString().contains("io.continuo.runner=crew-1");
  }

  @Test
  void aDeathWithoutASignalIsItsOwn() throws Exception {
    tell("create", "c1");
    ContainerNews.Life life = lifeOf("c1");
    life.afterDeath(deaths::incrementAndGet);
    assertThat(life.death()).isEmpty();
    tell("kill", "c1", 1);

    tell("die", "c1");

    assertThat(endOf(life)).isEqualTo(RememberedEnd.OWN);
    await().until(() -> deaths.get() == 1);
    life.afterDeath(deaths::incrementAndGet);
    assertThat(deaths).hasValue(2);
  }

  @Test
  void aDeathAfterASignalIsNotItsOwn() throws Exception {
    tell("create", "c1");
    tell("create", "c2");
    tell("kill", "c1", 9);
    tell("die", "c2");
    tell("die", "c1");

    assertThat(endOf(lifeOf("c1"))).isEqualTo(RememberedEnd.SIGNALLED);
    assertThat(endOf(lifeOf("c2"))).isEqualTo(RememberedEnd.OWN);
  }

  @Test
  void anEndWithZeroThatNobodyAskedForIsPlain() throws Exception {
    for (String id : List.of("done", "failed", "killed", "starved", "untold")) {
      tell("create", id);
    }
    tell("kill", "killed", 15);
    tell("oom", "starved", "");
    tell("die", "starved", "\"exitCode\":\"0\"");
    tell("die", "done", "\"exitCode\":\"0\"");
    tell("die", "failed", "\"exitCode\":\"3\"");
    tell("die", "killed", "\"exitCode\":\"0\"");
    tell("die", "untold", "");

    assertThat(deathOf(lifeOf("untold")).isPlain()).isFalse();
    assertThat(deathOf(lifeOf("done")).isPlain()).isTrue();
    assertThat(deathOf(lifeOf("failed")).isPlain()).isFalse();
    assertThat(deathOf(lifeOf("killed")).isPlain()).isFalse();
    assertThat(deathOf(lifeOf("starved")).isPlain()).isFalse();
  }

  @Test
  void ofAContainerWhoseCreationWasNotHeardNothingIsKnown() throws Exception {
    tell("die", "c1");
    tell("create", "c2");

    assertThat(lifeOf("c2").death()).isEmpty();
    assertThat(news.of("c1")).isEmpty();
  }

  @Test
  void nothingIsKnownOfWhatWasAliveWhenTheConnectionBrokeOff() throws Exception {
    tell("create", "c1");
    ContainerNews.Life life = lifeOf("c1");
    listener.close();

    listener = listeners.take();
    tell("die", "c1");
    tell("create", "c2");

    lifeOf("c2");
    assertThat(news.of("c1")).isEmpty();
    assertThat(life.death()).isEmpty();
  }

  @Test
  void whatIsNoEventChangesNothing() throws Exception {
    listener.write("{}\n{\"Type\":\"container\",\"Actor\":{}}\n".getBytes(UTF_8));
    tell("create", "c1");

    lifeOf("c1");
    news.forget("c1");
    assertThat(news.of("c1")).isEmpty();
  }
}
