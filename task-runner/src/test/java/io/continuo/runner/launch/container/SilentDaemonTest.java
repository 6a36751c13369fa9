package io.continuo.runner.launch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import io.continuo.runner.launch.container.Patience.DaemonAway;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that takes calls and answers none. */
@Timeout(60)
class SilentDaemonTest {
  private static final Duration SHORT = Duration.ofMillis(100);

  @TempDir Path folder;

  /** Nobody accepts: the connection stands, and what is sent waits. */
  @Test
  void itIsAsGoodAsAway() throws Exception {
    Path socket = folder.resolve("docker.sock");
    try (var silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        DockerClient docker = DockerDaemon.connect(Optional.of("unix://" + socket));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      silent.bind(UnixDomainSocketAddress.of(socket));
      Patience patience = new Patience(Duration.ZERO, SHORT);

      var call = threads.submit(() -> patience.ask(() -> docker.inspectContainerCmd("c").exec()));

      assertThatThrownBy(call::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(DaemonAway.class)
          .hasMessageContaining("did not answer");
    }
  }

  @Test
  void onceItAnswersAgainNothingOfTheSilenceIsLeft() throws Exception {
    Patience patience = new Patience(Duration.ofSeconds(30), SHORT);
    AtomicInteger calls = new AtomicInteger();

    String answer =
        patience.ask(
            () -> {
              if (calls.incrementAndGet() == 1) {
                new CountDownLatch(1).await();
              }
              return "here";
            });

    assertThat(answer).isEqualTo("here");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(patience.wasTried()).isTrue();
  }

  @Test
  void whatLastsByItselfIsGivenItsTime() throws Exception {
    Patience patience = new Patience(Duration.ZERO, Duration.ZERO);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var call =
          threads.submit(
              () -> {
                patience.run(
                    () -> {
                      begun.countDown();
                      awaitQuietly(over);
                    },
                    Duration.ofMinutes(5));
                return true;
              });
      begun.await();
      // Deadlines pass in their order: had the call none of its own, it would be over by now.
      assertThatThrownBy(() -> patience.run(() -> awaitQuietly(over)))
          .isInstanceOf(DaemonAway.class);
      over.countDown();
      assertThat(call.get()).isTrue();
    }
  }

  @Test
  void aStopIsNotTakenForSilence() {
    Patience patience = new Patience(Duration.ofMinutes(5), Duration.ofMinutes(5));
    Thread.currentThread().interrupt();

    assertThatThrownBy(
            () ->
                patience.ask(
                    () -> {
                      new CountDownLatch(1).await();
                      return "never";
                    }))
        .isInstanceOf(InterruptedException.class);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
