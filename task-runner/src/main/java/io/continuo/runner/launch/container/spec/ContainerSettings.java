package io.continuo.runner.launch.container.spec;

import io.continuo.runner.launch.LauncherSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the operator of a runner allows and wants.
 *
 * @param host of the daemon, such as {@code unix:///var/run/docker.sock}; empty for what {@code
 *     DOCKER_HOST} or the default says
 * @param outage how long the daemon may be away before a launch gives up; a running container is
 *     waited for longer
 * @param pullSilence how long nothing may be heard of a pull before it is given up
 * @param mounts whether the daemon may see this machine's files
 * @param networks that tasks may ask for
 * @param volumes folders of the daemon's host below which tasks may have theirs mounted
 * @param keep how long an ended and reported container stays for people to look at
 * @param init whether a small init process runs in each container: it reaps zombies, and lets
 *     programs without a signal handler end politely
 * @param ownLogs whether containers log to Docker's driver {@code json-file}, never turned over,
 *     instead of what the daemon is set to
 * @param prepull images that are pulled when the runner starts
 * @param registries that want to know who pulls
 */
public record ContainerSettings(
    Optional<String> host,
    Duration outage,
    Duration pullSilence,
    boolean mounts,
    List<String> networks,
    List<Path> volumes,
    Duration keep,
    boolean init,
    boolean ownLogs,
    List<String> prepull,
    List<RegistryLogin> registries) {
  /**
   * A daemon that restarts is back within this. One that is gone for longer lets the launch fail,
   * so that another runner may have it; the platform's six attempts of a minute, with their
   * back-offs, still outlast five minutes where there is none.
   */
  private static final Duration OUTAGE = Duration.ofMinutes(1);

  /** Long enough for a big layer to be checked, of which the daemon tells nothing. */
  private static final Duration PULL_SILENCE = Duration.ofMinutes(5);

  private static final List<String> NETWORKS = List.of("bridge", "none");

  public ContainerSettings {
    networks = List.copyOf(networks);
    volumes = List.copyOf(volumes);
    prepull = List.copyOf(prepull);
    registries = List.copyOf(registries);
  }

  /**
   * @throws IllegalArgumentException that names the setting
   */
  public static ContainerSettings from(LauncherSettings settings, boolean mounts) {
    List<String> networks = settings.list("networks");
    return new ContainerSettings(
        settings.text("host"),
        time(settings, "outage", OUTAGE),
        time(settings, "pull.silence", PULL_SILENCE),
        mounts,
        networks.isEmpty() ? NETWORKS : networks,
        volumes(settings),
        keep(settings),
        init(settings),
        ownLogs(settings),
        settings.list("prepull"),
        RegistryLogin.all(settings));
  }

  private static List<Path> volumes(LauncherSettings settings) {
    List<Path> volumes = new ArrayList<>();
    for (String text : settings.list("volumes")) {
      Path folder = Path.of(text).normalize();
      if (!folder.isAbsolute()) {
        throw settings.wrong("volumes", "'" + text + "' is not an absolute path");
      }
      volumes.add(folder);
    }
    return volumes;
  }

  private static Duration keep(LauncherSettings settings) {
    Duration keep = settings.duration("keep", Duration.ZERO);
    if (keep.isNegative()) {
      throw settings.wrong("keep", keep + " is less than nothing: write PT0S or more");
    }
    return keep;
  }

  private static Duration time(LauncherSettings settings, String name, Duration usual) {
    Duration time = settings.duration(name, usual);
    if (!time.isPositive()) {
      throw settings.wrong(name, time + " is no time: write PT1S or more");
    }
    return time;
  }

  private static boolean init(LauncherSettings settings) {
    String init = settings.text("init").orElse("true");
    if (!init.equals("true") && !init.equals("false")) {
      throw settings.wrong("init", "'" + init + "' is neither true nor false");
    }
    return init.equals("true");
  }

  private static boolean ownLogs(LauncherSettings settings) {
    String driver = settings.text("log.driver").orElse("json-file");
    if (!driver.equals("json-file") && !driver.equals("daemon")) {
      throw settings.wrong("log.driver", "'" + driver + "' is neither json-file nor daemon");
    }
    return driver.equals("json-file");
  }
}
