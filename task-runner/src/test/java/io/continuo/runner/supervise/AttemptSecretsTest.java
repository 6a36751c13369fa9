package io.continuo.runner.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.continuo.command.Ending;
import io.continuo.dispatch.LogChunk;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Workspaces;
import io.continuo.runner.secret.SecretProvider;
import io.continuo.runner.secret.SecretStore;
import io.continuo.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task that says its secret wherever it can, and what comes of that. */
class AttemptSecretsTest {
  private static final String SECRET = "hunter2";

  @TempDir Path folder;
  private final ScriptedLauncher launcher = new ScriptedLauncher();
  private final List<Ending> reported = new CopyOnWriteArrayList<>();
  private final List<LogChunk> shipped = new CopyOnWriteArrayList<>();
  private final TaskLaunch task =
      SampleTask.of("scripted").withSecrets("KEY=finance/key").declaringOutputs().launch();
  private SecretProvider provider = _ -> Optional.of(SECRET.getBytes(StandardCharsets.UTF_8));
  private Workspaces workspaces;
  private Supervisor supervisor;

  private final Desk desk =
      new Desk() {
        @Override
        public void claim(AttemptId attempt, Optional<String> question) {}

        @Override
        public void report(AttemptId attempt, Ending ending) {
          reported.add(ending);
        }
      };

  @BeforeEach
  void start() {
    workspaces = new Workspaces(folder);
    supervisor =
        new Supervisor(
            workspaces,
            new Slots(2),
            LaunchRate.unlimited(),
            desk,
            shipped::add,
            new SecretStore(Map.of("test", asked -> provider.read(asked)), false));
  }

  @AfterEach
  void stop() {
    supervisor.close();
  }

  private void take() {
    assertThat(supervisor.slots().reserve(1)).isTrue();
    assertThat(supervisor.admit(task, launcher)).isPresent();
    supervisor.start(task.attempt(), false);
  }

  /** Leaves a log and outputs, and ends. */
  private void endSaying(String text) throws Exception {
    await().until(() -> launcher.launched.containsKey(task.attempt()));
    var workspace = workspaces.of(task.attempt());
    Files.writeString(workspace.log(), text);
    Files.writeString(workspace.outputs(), "{\"said\": \"" + text + "\"}");
    Objects.requireNonNull(launcher.launched.get(task.attempt()))
        .end
        .complete(new io.continuo.runner.launch.Ending.Exited(3, false, Optional.of(text)));
    await().until(() -> supervisor.running() == 0);
  }

  private String log() {
    StringBuilder log = new StringBuilder();
    shipped.forEach(chunk -> log.append(StandardCharsets.UTF_8.decode(chunk.bytes().duplicate())));
    return log.toString();
  }

  @Test
  void whatItSaysIsMasked() throws Exception {
    take();
    endSaying("it is " + SECRET);

    assertThat(log()).isEqualTo("it is *******");
    assertThat(reported)
        .containsExactly(
            new Ending.Exited(
                3, new Value.Fields(Map.of("said", Value.of("it is ***"))), "it is ***"));
    assertThat(launcher.secrets(task.attempt()).env()).containsEntry("KEY", SECRET);
  }

  @Test
  void theNextProcessMasksToo() throws Exception {
    take();
    await().until(() -> launcher.launched.containsKey(task.attempt()));
    supervisor.close();
    start();
    new Recovery(workspaces, Map.of("scripted", launcher), supervisor).run();

    endSaying("it is " + SECRET);

    assertThat(log()).isEqualTo("it is *******");
    assertThat(reported).singleElement().asString().contains("***").doesNotContain(SECRET);
  }

  @Test
  void whenTheSecretIsGoneAfterARestartNothingIsShown() throws Exception {
    take();
    await().until(() -> launcher.launched.containsKey(task.attempt()));
    supervisor.close();
    start();
    provider =
        _ -> {
          throw new IOException("no route");
        };
    new Recovery(workspaces, Map.of("scripted", launcher), supervisor).run();

    endSaying("it is " + SECRET);

    assertThat(log()).doesNotContain("it is").doesNotContain(SECRET);
    assertThat(reported)
        .singleElement()
        .isInstanceOf(Ending.PlatformFailure.class)
        .asString()
        .contains("withheld")
        .contains("no route")
        .doesNotContain(SECRET);
  }

  @Test
  void aSecretThatDoesNotExistIsTheAuthorsAndNothingIsLaunched() {
    provider = _ -> Optional.empty();
    take();
    await().until(() -> supervisor.running() == 0);

    assertThat(launcher.launched).isEmpty();
    assertThat(reported)
        .singleElement()
        .isInstanceOf(Ending.Faulty.class)
        .asString()
        .contains("'finance/key' does not exist (asked: test)");
  }

  @Test
  void aBugThatShowsASecretIsMaskedAsWell() {
    take();
    await().until(() -> launcher.launched.containsKey(task.attempt()));
    Objects.requireNonNull(launcher.launched.get(task.attempt()))
        .end
        .completeExceptionally(new IllegalStateException("bad header " + SECRET));
    await().until(() -> supervisor.running() == 0);

    assertThat(reported)
        .singleElement()
        .isInstanceOf(Ending.PlatformFailure.class)
        .asString()
        .contains("bad header ***");
  }
}
