package io.continuo.runner.launch.kubernetes;

import io.continuo.id.Names;
import io.continuo.runner.launch.LauncherSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The launcher's settings, {@code launcher.kubernetes.*}.
 *
 * @param installation tells the pods of one Continuo from those of another in the same namespace
 * @param namespace of the cluster, for pods whose task and template name none; that of the client's
 *     own configuration if empty
 * @param namespaces others that tasks and templates may name
 * @param context of the kubeconfig; the current one, or the pod's service account, if empty
 * @param requestsPerSecond to the API server; twice as many at once
 * @param pendingTimeout a pod that has not started after this is given up
 * @param keep how long ended pods stay, for people to look at
 * @param leaseTimeout pods of a runner that was silent for so long are removed
 * @param templates folder of pod templates
 * @param serviceAccounts that tasks may name
 * @param volumes kinds of volumes that tasks may bring
 */
record KubernetesSettings(
    String installation,
    Optional<String> namespace,
    List<String> namespaces,
    Optional<String> context,
    long requestsPerSecond,
    Duration pendingTimeout,
    Duration keep,
    Duration leaseTimeout,
    Optional<Path> templates,
    List<String> serviceAccounts,
    List<String> volumes) {
  private static final List<String> HARMLESS_VOLUMES =
      List.of("emptyDir", "persistentVolumeClaim", "configMap", "ephemeral");

  static KubernetesSettings of(LauncherSettings settings) {
    KubernetesSettings read =
        new KubernetesSettings(
            settings.text("installation").orElse("continuo"),
            settings.text("namespace"),
            settings.list("namespaces"),
            settings.text("context"),
            settings.whole("requests.per.second", 50),
            settings.duration("pending.timeout", Duration.ofMinutes(15)),
            settings.duration("keep", Duration.ZERO),
            settings.duration("lease.timeout", Duration.ofMinutes(10)),
            settings.text("templates").map(Path::of),
            settings.list("service.accounts"),
            settings.text("volumes").isPresent() ? settings.list("volumes") : HARMLESS_VOLUMES);
    read.check(settings);
    return read;
  }

  private void check(LauncherSettings settings) {
    if (!Names.isValid(installation)) {
      throw settings.wrong(
          "installation",
          "'" + installation + "' is no name: use lower-case letters, digits and '-'");
    }
    if (requestsPerSecond < 1 || requestsPerSecond > 10_000) {
      throw settings.wrong("requests.per.second", "from 1 to 10000, not " + requestsPerSecond);
    }
    if (!pendingTimeout.isPositive()) {
      throw settings.wrong("pending.timeout", "must be positive, such as PT15M");
    }
    if (keep.isNegative()) {
      throw settings.wrong("keep", "must not be negative; PT0S keeps nothing");
    }
    if (leaseTimeout.compareTo(Duration.ofMinutes(1)) < 0) {
      throw settings.wrong("lease.timeout", "at least PT1M: a runner renews its lease every 15 s");
    }
    if (templates.isPresent() && !Files.isDirectory(templates.get())) {
      throw settings.wrong("templates", "there is no folder " + templates.get());
    }
  }
}
