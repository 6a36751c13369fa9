package io.continuo.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.dispatch.RunnerProfile.TaskType;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.LauncherFactory;
import io.continuo.runner.launch.RunnerSecrets;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Workspaces;
import io.continuo.value.Value;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Task types that jars in a folder bring. */
class ExtensionsTest {
  private static final String SCHEMA = "{\"properties\": {\"depth\": {\"type\": \"integer\"}}}";
  private static final String SERVICE = "META-INF/services/" + LauncherFactory.class.getName();

  @TempDir private Path folder;
  private Path extensions;

  @BeforeEach
  void makeFolder() throws IOException {
    extensions = Files.createDirectories(folder.resolve("extensions"));
  }

  private Launchers launchers() {
    RunnerConfig config =
        RunnerConfig.from(Map.of("launchers", "noop", "extensions", extensions.toString()));
    return Launchers.of(config, new Workspaces(folder.resolve("work")), RunnerSecrets.NONE);
  }

  private void refused(String... words) {
    assertThatThrownBy(this::launchers)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void everyJarsTypesAreThereWithTheirSchemas() throws IOException {
    ExtensionJar.of("acme.one", SCHEMA).into(extensions, "one.jar");
    ExtensionJar.of("acme.two", "{}").into(extensions, "two.jar");
    Files.writeString(extensions.resolve("notes.txt"), "not a jar");

    Launchers launchers = launchers();

    assertThat(launchers.byType()).containsOnlyKeys("noop", "acme.one", "acme.two");
    assertThat(launchers.types())
        .containsExactly(
            new TaskType("acme.one", Optional.of(SCHEMA)),
            new TaskType("acme.two", Optional.of("{}")),
            new TaskType("noop", Optional.empty()));
  }

  @Test
  void jarsDoNotMeetEachOthersClasses() throws IOException {
    ExtensionJar.of("acme.one", SCHEMA).into(extensions, "one.jar");
    ExtensionJar.of("acme.two", SCHEMA).into(extensions, "two.jar");

    List<LauncherFactory> factories = Extensions.in(extensions);

    assertThat(factories)
        .extracting(factory -> factory.getClass().getName())
        .containsExactly("acme.Factory", "acme.Factory");
    assertThat(factories.getFirst().getClass()).isNotSameAs(factories.getLast().getClass());
  }

  @Test
  void whatTheSchemaDoesNotAcceptIsNotLaunchedAndChargedToTheUser() throws IOException {
    ExtensionJar.of("acme.one", SCHEMA).into(extensions, "one.jar");
    Launcher launcher = Objects.requireNonNull(launchers().byType().get("acme.one"));
    TaskLaunch wrong = SampleTask.of("acme.one").with("depth", Value.of("deep")).launch();

    assertThatThrownBy(
            () -> launcher.launch(wrong, new Workspaces(folder).of(wrong.attempt()), Secrets.NONE))
        .isInstanceOfSatisfying(
            LaunchException.class, e -> assertThat(e.fault()).isEqualTo(Fault.USER))
        .hasMessageContaining("/depth: string found, integer expected");
  }

  @Test
  void aCheckedLauncherAnswersNothingItself() {
    assertThat(Launcher.class.getDeclaredMethods())
        .filteredOn(method -> !method.isSynthetic())
        .allSatisfy(
            method ->
                assertThat(CheckedLauncher.class.getDeclaredMethods())
                    .anyMatch(own -> isSame(own, method)));
  }

  private static boolean isSame(Method one, Method other) {
    return one.getName().equals(other.getName())
        && Arrays.equals(one.getParameterTypes(), other.getParameterTypes());
  }

  @Test
  void aSchemaThatIsNoneKeepsTheRunnerFromStartingAndIsNamed() throws IOException {
    ExtensionJar.of("acme.one", "{\"type\": \"strng\"}").into(extensions, "one.jar");
    refused("acme.one", "acme.Factory", "one.jar", "/type", "enumeration");
  }

  @Test
  void aFolderThatIsNotThereIsRefused() throws IOException {
    Files.delete(extensions);
    refused("extensions", extensions.toString(), "make it");
  }

  @Test
  void aJarWithoutALauncherIsRefused() throws IOException {
    ExtensionJar.jar(extensions.resolve("library.jar"), List.of("a.txt"), List.of(new byte[1]));
    refused("library.jar", SERVICE);
  }

  @Test
  void aJarThatIsBrokenIsRefused() throws IOException {
    ExtensionJar.jar(
        extensions.resolve("half.jar"), List.of(SERVICE), List.of("acme.Missing".getBytes(UTF_8)));
    refused("half.jar", "acme.Missing");
  }

  @Test
  void typesWithoutADotAreOurs() throws IOException {
    ExtensionJar.of("report", SCHEMA).into(extensions, "one.jar");
    refused("one.jar", "'report'", "acme.report");
  }

  @Test
  void twoJarsWithOneTypeAreRefused() throws IOException {
    ExtensionJar.of("acme.one", SCHEMA).into(extensions, "one.jar");
    ExtensionJar.of("acme.one", SCHEMA).into(extensions, "two.jar");
    refused("acme.one", "one.jar", "two.jar");
  }
}
