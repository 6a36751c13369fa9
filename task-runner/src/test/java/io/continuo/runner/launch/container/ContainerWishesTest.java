package io.continuo.runner.launch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.SampleTask;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.container.spec.ContainerSettings;
import io.continuo.runner.launch.container.spec.ContainerSpec;
import io.continuo.value.Value;
import io.continuo.wire.ValueJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a task may ask of its container, and how it is told when it may not. Needs no daemon. */
class ContainerWishesTest {
  @TempDir private Path folder;

  private static TaskLaunch task(String spec) {
    SampleTask task = SampleTask.of("container").with("image", Value.of("shell:1"));
    for (var field : ValueJson.readFields(spec).values().entrySet()) {
      task = task.with(field.getKey(), field.getValue());
    }
    return task.launch();
  }

  private static HostConfig host(String spec, ContainerSettings settings) throws Exception {
    try (DockerClient docker = DockerDaemon.connect(Optional.of("tcp://127.0.0.1:1"))) {
      var create = ContainerSpec.of(task(spec), Secrets.NONE).create(docker, settings, List.of());
      return Objects.requireNonNull(create.getHostConfig());
    }
  }

  private static HostConfig host(String spec) throws Exception {
    return host(spec, Settings.usual());
  }

  private static void assertRefused(String spec, ContainerSettings settings, String... words) {
    assertThatThrownBy(() -> host(spec, settings))
        .isInstanceOfSatisfying(
            LaunchException.class,
            refusal -> {
              assertThat(refusal.fault()).isEqualTo(Fault.USER);
              assertThat(refusal).hasMessageContainingAll(words);
            });
  }

  private static void assertRefused(String spec, String... words) {
    assertRefused(spec, Settings.usual(), words);
  }

  @Test
  void nothingAskedForIsDockersDefaultsWithoutNewPrivilegesAndWithAnInitProcess() throws Exception {
    HostConfig host = host("{}");

    assertThat(host.getSecurityOpts()).containsExactly("no-new-privileges");
    assertThat(host.getInit()).isTrue();
    assertThat(host.getNetworkMode()).isNull();
    assertThat(host.getPrivileged()).isNull();
    assertThat(host.getReadonlyRootfs()).isNull();
  }

  @Test
  void resourcesAreRead() throws Exception {
    HostConfig host =
        host(
            """
            {"resources": {"cpu": "500m", "memory": "64Mi", "shm": "16Mi", "pids": 50,
              "ulimits": {"nofile": 1024, "nproc": {"soft": 10, "hard": 20}}}}""");

    assertThat(host.getNanoCPUs()).isEqualTo(500_000_000L);
    assertThat(host.getMemory()).isEqualTo(64L << 20);
    assertThat(host.getMemorySwap()).isEqualTo(64L << 20);
    assertThat(host.getShmSize()).isEqualTo(16L << 20);
    assertThat(host.getPidsLimit()).isEqualTo(50);
    assertThat(host.getUlimits())
        .extracting(
            limit -> limit.getName() + " " + limit.getSoftLong() + " " + limit.getHardLong())
        .containsExactlyInAnyOrder("nofile 1024 1024", "nproc 10 20");
  }

  @Test
  void wrongResourcesAreToldByTheirPath() {
    assertRefused("{\"resources\": {\"memory\": \"lots\"}}", "'resources.memory'", "lots");
    assertRefused("{\"resources\": {\"pids\": 0}}", "'resources.pids'", "at least 1");
    assertRefused("{\"resources\": {\"disk\": 1}}", "'resources.disk' is unknown");
    assertRefused("{\"resources\": {\"gpu\": 1}}", "'resources.gpu'", "Docker");
    assertRefused("{\"resources\": {\"ulimits\": {\"x\": 1}}}", "'resources.ulimits.x'");
    assertRefused(
        "{\"resources\": {\"ulimits\": {\"nofile\": {\"soft\": 1}}}}",
        "'resources.ulimits.nofile.hard' is missing");
  }

  @Test
  void fieldsThatNobodyKnowsAndValuesThatCannotBeAreTheUsersFault() {
    assertRefused("{\"privileged\": true}", "'privileged' is unknown");
    assertRefused("{\"pull\": \"sometimes\"}", "'pull'", "ifNotPresent, always or never");
    assertRefused("{\"readOnlyRoot\": \"maybe\"}", "'readOnlyRoot'", "true or false");
  }

  @Test
  void aReadOnlyRootHasAWritableTmp() throws Exception {
    HostConfig host = host("{\"readOnlyRoot\": true}");

    assertThat(host.getReadonlyRootfs()).isTrue();
    assertThat(host.getTmpFs()).containsOnlyKeys("/tmp");
  }

  @Test
  void onlyAllowedNetworksAreGiven() throws Exception {
    assertThat(host("{\"network\": \"none\"}").getNetworkMode()).isEqualTo("none");
    assertRefused("{\"network\": \"host\"}", "'network'", "launcher.container.networks");
    ContainerSettings open = Settings.with(Map.of("networks", "team-a,host"));
    assertThat(host("{\"network\": \"host\"}", open).getNetworkMode()).isEqualTo("host");
    assertThat(host("{}", open).getNetworkMode()).isEqualTo("team-a");
    assertRefused("{\"network\": \"bridge\"}", open, "'network'");
  }

  @Test
  void volumesAreGivenBelowAllowedFoldersOnly() throws Exception {
    ContainerSettings open = Settings.with(Map.of("volumes", folder + "/data, /srv/shared"));
    String wish =
        "{\"volumes\": [{\"source\": \"%s\", \"target\": \"/data\", \"readOnly\": true}]}";

    Mount mount =
        Objects.requireNonNull(host(wish.formatted("/srv/shared/x"), open).getMounts()).getFirst();

    assertThat(mount.getSource()).isEqualTo("/srv/shared/x");
    assertThat(mount.getTarget()).isEqualTo("/data");
    assertThat(mount.getReadOnly()).isTrue();
    assertRefused(wish.formatted("/srv/shared/x"), "'volumes[0].source'", "allows no volumes");
    String setting = "launcher.container.volumes";
    assertRefused(wish.formatted("/srv/shared/../../etc"), open, "'volumes[0].source'", setting);
    assertRefused(wish.formatted("/srv/sharedx"), open, "'volumes[0].source'", setting);
    assertRefused(wish.formatted("relative"), open, "'volumes[0].source'", "absolute");
  }

  @Test
  void aLinkOutOfAnAllowedFolderIsNoWayOut() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    Files.createSymbolicLink(folder.resolve("data/out"), Path.of("/etc"));
    ContainerSettings open = Settings.with(Map.of("volumes", folder + "/data"));

    assertRefused(
        "{\"volumes\": [{\"source\": \"" + folder + "/data/out/x\", \"target\": \"/x\"}]}",
        open,
        "'volumes[0].source'");
  }

  @Test
  void theContractsFolderCannotBeMountedOver() {
    ContainerSettings open = Settings.with(Map.of("volumes", "/srv"));
    String wish = "{\"volumes\": [{\"source\": \"/srv/a\", \"target\": \"%s\"}]}";

    assertRefused(wish.formatted("/continuo/x"), open, "'volumes[0].target'");
    assertRefused(wish.formatted("/"), open, "'volumes[0].target'");
    assertRefused(
        "{\"volumes\": [{\"source\": \"/srv/a\", \"target\": \"/x\", \"mode\": \"ro\"}]}",
        open,
        "'volumes[0].mode' is unknown");
  }

  @Test
  void settingsThatCannotBeAreToldByTheirName() {
    assertThatThrownBy(() -> Settings.with(Map.of("volumes", "data")))
        .hasMessageContaining("launcher.container.volumes: 'data' is not an absolute path");
    assertThatThrownBy(() -> Settings.with(Map.of("keep", "PT-1S")))
        .hasMessageContaining("launcher.container.keep");
    assertThatThrownBy(() -> Settings.with(Map.of("outage", "PT0S")))
        .hasMessageContaining("launcher.container.outage: PT0S is no time");
    assertThatThrownBy(() -> Settings.with(Map.of("init", "yes")))
        .hasMessageContaining("launcher.container.init: 'yes' is neither true nor false");
  }
}
