package io.continuo.runner.launch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.RunnerSecrets;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.Workspaces;
import io.continuo.value.Value;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Images of a registry that wants to know who pulls. */
class RegistryCredentialsTest {
  private static final String PASSWORD = "aSecret4Registries";
  private static final String REFERENCE = "ops-registry/password";

  @TempDir private Path folder;
  @TempDir private Path home;
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private StandInRegistry registry;

  @BeforeEach
  void open() throws Exception {
    assumeTrue(
        DockerDaemon.answers(Optional.empty()),
        "no Docker daemon answers: container tests are skipped");
    registry = new StandInRegistry(TestImage.root(), Optional.of("ci:" + PASSWORD));
    registry.sendLayer();
    logged.start();
    root().addAppender(logged);
  }

  @AfterEach
  void close() throws Exception {
    if (registry == null) {
      return;
    }
    root().detachAppender(logged);
    registry.close();
    try (DockerClient docker = DockerDaemon.connect(Optional.empty())) {
      docker.removeImageCmd(registry.image()).exec();
    } catch (NotFoundException _) {
      // it was not pulled
    }
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private ContainerLauncher launcher(Map<String, String> settings, RunnerSecrets secrets) {
    return new ContainerLauncher(
        DockerDaemon.connect(Optional.empty()),
        "login-" + UUID.randomUUID(),
        Settings.with(settings),
        secrets);
  }

  private Map<String, String> login() {
    return Map.of(
        "registry.main.host",
        registry.host(),
        "registry.main.user",
        "ci",
        "registry.main.password",
        REFERENCE);
  }

  private static RunnerSecrets secret(String value) {
    return reference -> Optional.of(value).filter(text -> reference.equals(REFERENCE));
  }

  private Running launch(ContainerLauncher launcher) throws Exception {
    TaskLaunch task =
        SampleTask.of("container")
            .with("image", Value.of(registry.image()))
            .with("command", "/bin/true")
            .launch();
    Workspace workspace = new Workspaces(folder).of(task.attempt());
    workspace.prepare(task);
    return launcher.launch(task, workspace, Secrets.NONE);
  }

  private void assertThatATaskRuns(ContainerLauncher launcher) throws Exception {
    Running running = launch(launcher);
    assertThat(running.await()).isEqualTo(Ending.exited(0));
    running.remove();
    assertThatNobodySays(PASSWORD, "");
  }

  /** Of a launch that must fail on the platform's account. */
  private String failure(ContainerLauncher launcher, String password) throws Exception {
    LaunchException failure = catchThrowableOfType(LaunchException.class, () -> launch(launcher));
    assertThat(failure.fault()).isEqualTo(Fault.PLATFORM);
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThatNobodySays(password, trace.toString());
    return String.valueOf(failure.getMessage());
  }

  /** Nor its base64 as it goes over the wire; in messages, logs and the runner's files. */
  private void assertThatNobodySays(String password, String trace) throws IOException {
    byte[] basic = ("ci:" + password).getBytes(StandardCharsets.UTF_8);
    StringBuilder all = new StringBuilder(trace);
    for (ILoggingEvent event : logged.list) {
      all.append(event.getFormattedMessage()).append('\n');
      if (event.getThrowableProxy() != null) {
        all.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    assertThat(all.toString())
        .doesNotContain(password, Base64.getEncoder().withoutPadding().encodeToString(basic));
  }

  @Test
  void anImageThatNeedsCredentialsIsPulledWithThoseOfTheSettings() throws Exception {
    try (var launcher = launcher(login(), secret(PASSWORD))) {
      assertThatATaskRuns(launcher);
    }
  }

  @Test
  void wrongCredentialsArePlatformFailuresThatNameTheRegistryAndTheSetting() throws Exception {
    try (var launcher = launcher(login(), secret("forgotten"))) {
      assertThat(failure(launcher, "forgotten"))
          .contains("registry '" + registry.host() + "'")
          .contains("launcher.container.registry.main.password")
          .contains("'ci'")
          .contains("who is Basic ***");
    }
  }

  @Test
  void aPasswordThatWasCorrectedCountsForTheNextPull() throws Exception {
    String[] password = {"forgotten"};
    try (var launcher = launcher(login(), _ -> Optional.of(password[0]))) {
      failure(launcher, "forgotten");
      password[0] = PASSWORD;
      assertThatATaskRuns(launcher);
    }
  }

  @Test
  void noCredentialsAtAllIsToldWithTheSettingsThatAreWanting() throws Exception {
    try (var launcher = launcher(Map.of(), RunnerSecrets.NONE)) {
      assertThat(failure(launcher, PASSWORD))
          .contains("the runner has none for it")
          .contains("registry '" + registry.host() + "'")
          .contains("launcher.container.registry.NAME.host");
    }
  }

  @Test
  void aPasswordThatDoesNotExistIsToldByItsSetting() throws Exception {
    try (var launcher = launcher(login(), RunnerSecrets.NONE)) {
      assertThat(failure(launcher, PASSWORD))
          .contains("launcher.container.registry.main.password names does not exist")
          .contains(registry.image());
    }
  }

  @Test
  void theDockerConfigurationFileOfTheRunnersUserCounts() throws Exception {
    withConfigurationFile(
        PASSWORD,
        () -> {
          try (var launcher = launcher(Map.of(), RunnerSecrets.NONE)) {
            assertThatATaskRuns(launcher);
          }
        });
  }

  @Test
  void wrongCredentialsOfTheDockerConfigurationFileAreToldAsItsOwn() throws Exception {
    withConfigurationFile(
        "forgotten",
        () -> {
          try (var launcher = launcher(Map.of(), RunnerSecrets.NONE)) {
            assertThat(failure(launcher, "forgotten"))
                .contains("user 'ci'", "Docker configuration file", registry.host());
          }
        });
  }

  @Test
  void theSettingsCountBeforeTheDockerConfigurationFile() throws Exception {
    withConfigurationFile(
        "forgotten",
        () -> {
          try (var launcher = launcher(login(), secret(PASSWORD))) {
            assertThatATaskRuns(launcher);
          }
        });
  }

  private interface Body {
    void run() throws Exception;
  }

  private void withConfigurationFile(String password, Body body) throws Exception {
    byte[] auth = ("ci:" + password).getBytes(StandardCharsets.UTF_8);
    Files.writeString(
        home.resolve("config.json"),
        "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}"
            .formatted(registry.host(), Base64.getEncoder().encodeToString(auth)));
    System.setProperty("DOCKER_CONFIG", home.toString()); // read before the variable
    try {
      body.run();
    } finally {
      System.clearProperty("DOCKER_CONFIG");
    }
  }
}
