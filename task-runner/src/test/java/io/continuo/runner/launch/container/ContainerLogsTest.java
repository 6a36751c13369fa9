package io.continuo.runner.launch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.DockerClientDelegate;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import com.github.dockerjava.core.command.LogContainerCmdImpl;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a daemon does to a log that is hard to bring about with a real one. */
class ContainerLogsTest {
  private static final List<String> LINES =
      IntStream.range(0, 2_000).mapToObj(i -> i + " " + "x".repeat(1_000) + "\n").toList();

  /** Ends what is followed first after some of its lines, as if that were all. */
  private static final class EndsTooEarly extends DockerClientDelegate {
    final AtomicInteger followed = new AtomicInteger();
    private final int lines;

    EndsTooEarly(int lines) {
      this.lines = lines;
    }

    @Override
    protected DockerClient getDockerClient() {
      throw new UnsupportedOperationException();
    }

    @Override
    public LogContainerCmd logContainerCmd(String container) {
      return new LogContainerCmdImpl(this::send, container);
    }

    private Void send(LogContainerCmd command, ResultCallback<Frame> to) {
      int count = followed.getAndIncrement() == 0 ? lines : LINES.size();
      for (String line : LINES.subList(0, count)) {
        to.onNext(new Frame(StreamType.STDOUT, line.getBytes(StandardCharsets.UTF_8)));
      }
      to.onComplete();
      return null;
    }
  }

  @Test
  void aLongLogThatTheDaemonEndsWithTheContainerIsReadToItsEnd(@TempDir Path folder)
      throws Exception {
    TaskLaunch task = SampleTask.of("container").launch();
    Workspace workspace = new Workspaces(folder).of(task.attempt());
    workspace.prepare(task);
    var daemon = new EndsTooEarly(1_500);
    ContainerLogs logs = new ContainerLogs(daemon, "c", workspace);
    await().until(() -> daemon.followed.get() > 0);

    Optional<String> trouble = logs.finish();

    assertThat(trouble).isEmpty();
    assertThat(Files.readString(workspace.log())).isEqualTo(String.join("", LINES));
  }
}
