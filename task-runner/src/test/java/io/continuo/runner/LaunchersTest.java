package io.continuo.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.RunnerSecrets;
import io.continuo.runner.launch.Workspaces;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchersTest {
  @TempDir private Path folder;

  private Map<String, Launcher> launchers(Map<String, String> settings) {
    return Launchers.of(RunnerConfig.from(settings), new Workspaces(folder), RunnerSecrets.NONE)
        .byType();
  }

  @Test
  void theConfiguredTypesAreMade() {
    assertThat(launchers(Map.of("launchers", "noop,process"))).containsOnlyKeys("noop", "process");
  }

  @Test
  void aTypeThatNobodyBringsIsRefusedWithTheCure() {
    assertThatThrownBy(() -> launchers(Map.of("launchers", "noop,acme.ssh")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("acme.ssh")
        .hasMessageContaining("class path");
  }

  @Test
  void aSettingThatTheLauncherDoesNotKnowIsRefusedByItsWholeName() {
    assertThatThrownBy(
            () -> launchers(Map.of("launchers", "process", "launcher.process.foldr", "/x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("launcher.process.foldr")
        .hasMessageContaining("folder");
  }

  @Test
  void twoLaunchersOfOneTaskTypeAreRefused() {
    assertThatThrownBy(() -> launchers(Map.of("launchers", "container,kubernetes")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("container")
        .hasMessageContaining("keep one");
  }

  @Test
  void theLauncherThatIsNamedKubernetesRunsContainers() {
    Map<String, Launcher> launchers = launchers(Map.of("launchers", "kubernetes"));

    assertThat(launchers).containsOnlyKeys("container");
    launchers.values().forEach(Launcher::close);
  }
}
