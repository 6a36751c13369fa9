package io.continuo.runner.launch.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.continuo.command.Ending;
import io.continuo.dispatch.RunnerControl;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.id.ExecutionId;
import io.continuo.runner.launch.Workspaces;
import io.continuo.runner.supervise.Desk;
import io.continuo.runner.supervise.LaunchRate;
import io.continuo.runner.supervise.Recovery;
import io.continuo.runner.supervise.Slots;
import io.continuo.runner.supervise.Supervisor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runners that follow a remote job which another dispatch of the attempt follows too. */
class RefusedJobTest {
  @TempDir private Path folder;
  private final ExecutionId execution = new ExecutionId(UUID.randomUUID());
  private final List<Runner> runners = new ArrayList<>();
  private RemoteJobs remote;

  @BeforeEach
  void serve() throws Exception {
    remote = new RemoteJobs();
  }

  @AfterEach
  void stop() {
    runners.forEach(Runner::close);
    remote.close();
  }

  private final class Runner implements Desk, AutoCloseable {
    final List<String> said = new CopyOnWriteArrayList<>();
    private final Workspaces workspaces;
    private final HttpLauncher launcher = new HttpLauncher(4, Duration.ofSeconds(10));
    private final Supervisor supervisor;

    Runner(String name) {
      workspaces = new Workspaces(folder.resolve(name));
      supervisor =
          new Supervisor(workspaces, new Slots(1), LaunchRate.unlimited(), this, chunk -> {});
      runners.add(this);
    }

    AttemptId take(int epoch) {
      TaskLaunch task =
          new RemoteTasks(remote)
              .cancellableFlow()
              .launch(new AttemptId(execution, "load", 1, epoch));
      supervisor.admit(task, launcher);
      supervisor.start(task.attempt(), false);
      long before = remote.polls();
      await().until(() -> remote.polls() >= before + 2);
      return task.attempt();
    }

    void hears(RunnerControl control) {
      supervisor.on(control, "");
    }

    void awaitIdle() {
      await().until(() -> supervisor.running() == 0);
    }

    @Override
    public void claim(AttemptId attempt, Optional<String> question) {
      said.add("claim " + attempt.epoch());
    }

    @Override
    public void report(AttemptId attempt, Ending ending) {
      said.add("report " + attempt.epoch() + " " + ending.getClass().getSimpleName());
    }

    @Override
    public void close() {
      supervisor.close();
      launcher.close();
    }
  }

  private void assertThatTheJobWasNotCancelled() {
    assertThat(remote.requests()).noneMatch(request -> request.startsWith("PUT"));
    assertThat(remote.jobs()).isEqualTo(1);
  }

  @Test
  void aRunnerThatComesBackDoesNotCancelTheJobThatAnotherOneFollowsByNow() throws Exception {
    Runner lost = new Runner("lost");
    AttemptId first = lost.take(1);
    lost.close();
    Runner other = new Runner("other");
    other.take(2);

    Runner back = new Runner("lost");
    new Recovery(back.workspaces, Map.of("http", back.launcher), back.supervisor).run();
    back.hears(new RunnerControl.ClaimRefused(first, "another attempt counts", true));
    back.awaitIdle();

    assertThat(back.launcher.present()).isEmpty();
    assertThatTheJobWasNotCancelled();
    remote.become("JOB_STATE_DONE");
    other.awaitIdle();
    assertThat(back.said).containsExactly("claim 1");
    assertThat(other.said).containsExactly("report 2 Exited");
    assertThatTheJobWasNotCancelled();
  }

  @Test
  void aJobThatNobodyElseFollowsIsCancelledWithItsClaim() {
    Runner runner = new Runner("runner");
    AttemptId attempt = runner.take(1);

    runner.hears(new RunnerControl.ClaimRefused(attempt, "the execution has ended", false));
    runner.awaitIdle();

    assertThat(remote.requests()).anyMatch(request -> request.startsWith("PUT"));
    assertThat(runner.said).isEmpty();
  }

  @Test
  void aJobThatIsHandedOverGoesOn() throws Exception {
    Runner leaving = new Runner("leaving");
    AttemptId first = leaving.take(1);

    assertThat(leaving.supervisor.handOver()).containsExactly(first);

    assertThatTheJobWasNotCancelled();
    Runner other = new Runner("other");
    other.take(2);
    remote.become("JOB_STATE_DONE");
    other.awaitIdle();
    assertThat(other.said).containsExactly("report 2 Exited");
    assertThatTheJobWasNotCancelled();
  }

  @Test
  void aRunnerThatWasSilentAsksAnewForItsJobs() throws Exception {
    Runner silent = new Runner("silent");
    silent.take(1);

    silent.supervisor.renewClaims();

    assertThat(silent.said).containsExactly("claim 1");
  }
}
