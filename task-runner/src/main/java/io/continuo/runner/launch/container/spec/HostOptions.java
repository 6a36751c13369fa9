package io.continuo.runner.launch.container.spec;

import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.Ulimit;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Spec;
import io.continuo.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a task may have of its host: resources, network, volumes. Never more privileges than
 * Docker's defaults, and none gained while it runs.
 */
final class HostOptions {
  private static final List<String> RESOURCES =
      List.of("cpu", "memory", "shm", "ulimits", "pids", "gpu", "ephemeralStorage");
  private static final Set<String> ULIMITS =
      Set.of(
          "core",
          "cpu",
          "data",
          "fsize",
          "locks",
          "memlock",
          "msgqueue",
          "nice",
          "nofile",
          "nproc",
          "rss",
          "rtprio",
          "rttime",
          "sigpending",
          "stack");

  /**
   * Never turned over: what was logged may be read again from its start. It turns bytes that are
   * not UTF-8 into U+FFFD; {@code local} does not, but loses the end of each line longer than 16
   * KiB (both seen on Docker 20.10).
   */
  private static final LogConfig FROM_THE_START =
      new LogConfig(
          LogConfig.LoggingType.JSON_FILE,
          Map.of("max-size", "1t", "max-file", "1", "compress", "false"));

  private final Spec spec;
  private final ContainerSettings settings;

  HostOptions(Spec spec, ContainerSettings settings) {
    this.spec = spec;
    this.settings = settings;
  }

  /**
   * @param contract mount of the contract's folder; none where files are copied
   */
  HostConfig read(List<Mount> contract) throws LaunchException {
    HostConfig host = HostConfig.newHostConfig();
    host.withSecurityOpts(List.of("no-new-privileges")).withInit(settings.init());
    if (settings.ownLogs()) {
      host.withLogConfig(FROM_THE_START);
    }
    limits(host, spec.section("resources"));
    network().ifPresent(host::withNetworkMode);
    List<Mount> mounts = new ArrayList<>(contract);
    mounts.addAll(new Volumes(spec, settings.volumes()).mounts());
    if (spec.flag(ContainerSpec.READ_ONLY_ROOT)) {
      host.withReadonlyRootfs(true).withTmpFs(Map.of("/tmp", "rw,nosuid,nodev,mode=1777"));
      if (contract.isEmpty()) {
        mounts.add(new Mount().withType(MountType.VOLUME).withTarget(ContainerSpec.CONTRACT));
      }
    }
    return host.withMounts(mounts);
  }

  private static void limits(HostConfig host, Spec resources) throws LaunchException {
    resources.rejectUnknown(RESOURCES);
    Quantity.of(resources, "cpu")
        .ifPresent(cpu -> host.withNanoCPUs(cpu.movePointRight(9).longValue()));
    Quantity.of(resources, "memory")
        .ifPresent( // equal: no swap beyond the limit
            memory -> host.withMemory(memory.longValue()).withMemorySwap(memory.longValue()));
    Quantity.of(resources, "shm").ifPresent(shm -> host.withShmSize(shm.longValue()));
    Optional<Long> pids = resources.optionalWhole("pids", 1, Integer.MAX_VALUE);
    pids.ifPresent(host::withPidsLimit);
    for (String later : List.of("gpu", "ephemeralStorage")) {
      if (resources.field(later).isPresent()) {
        throw resources.wrong(later, "cannot be kept by a Docker runner: leave it out");
      }
    }
    host.withUlimits(ulimits(resources.section("ulimits")));
  }

  private static List<Ulimit> ulimits(Spec ulimits) throws LaunchException {
    List<Ulimit> read = new ArrayList<>();
    for (String name : ulimits.fields().values().keySet()) {
      if (!ULIMITS.contains(name)) {
        throw ulimits.wrong(name, "is no limit that Docker knows, such as nofile or nproc");
      }
      if (ulimits.field(name).orElse(Value.NULL) instanceof Value.Fields) {
        Spec both = ulimits.section(name);
        both.rejectUnknown(List.of("soft", "hard"));
        read.add(new Ulimit(name, limit(both, "soft"), limit(both, "hard")));
      } else {
        long limit = limit(ulimits, name);
        read.add(new Ulimit(name, limit, limit));
      }
    }
    return read;
  }

  private static long limit(Spec spec, String name) throws LaunchException {
    return spec.optionalWhole(name, -1, Long.MAX_VALUE)
        .orElseThrow(() -> spec.wrong(name, "is missing: give a whole number, -1 for no limit"));
  }

  private Optional<String> network() throws LaunchException {
    Optional<String> asked = spec.optionalText("network");
    List<String> allowed = settings.networks();
    if (asked.isEmpty()) {
      // The daemon's own default is its bridge.
      return allowed.contains("bridge") ? Optional.empty() : Optional.of(allowed.getFirst());
    }
    if (!allowed.contains(asked.get())) {
      throw spec.wrong(
          "network",
          "must be one of %s, not '%s': the runner's launcher.container.networks allows no other"
              .formatted(allowed, asked.get()));
    }
    return asked;
  }
}
