package io.continuo.runner.launch.kubernetes;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Spec;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.kubernetes.api.Pace;
import io.continuo.runner.launch.kubernetes.api.PodApi;
import io.continuo.runner.launch.kubernetes.api.PodKey;
import io.continuo.runner.launch.kubernetes.api.PodNews;
import io.continuo.runner.launch.kubernetes.api.PodWatch;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Runs each attempt as one bare pod. Its name leaves the attempt's epoch out: a dispatch that
 * follows a lost runner adopts the pod that still runs.
 */
public final class KubernetesLauncher implements Launcher {
  private final Cluster cluster;
  private final PodTemplates templates;
  private final Set<String> namespaces;
  private final List<PodWatch> watches;
  private final Upkeep upkeep;

  /** Attempts whose pod cannot be made yet. */
  private final Set<AttemptId> queued = ConcurrentHashMap.newKeySet();

  KubernetesLauncher(String runner, KubernetesSettings settings, PodApi api, Pace pace) {
    String home = settings.namespace().orElseGet(api::defaultNamespace);
    PodMarks marks = new PodMarks(settings.installation(), runner, home);
    this.cluster = new Cluster(api, marks, new PodNews(), pace, settings);
    this.templates = new PodTemplates(settings.templates());
    this.namespaces =
        Set.copyOf(
            Stream.concat(Stream.of(cluster.marks().home()), settings.namespaces().stream())
                .distinct()
                .toList());
    this.watches =
        namespaces.stream()
            .map(name -> new PodWatch(api, name, marks.ofRunner(), cluster.news(), pace))
            .toList();
    this.upkeep = new Upkeep(cluster, namespaces);
  }

  @Override
  public String type() {
    return "container";
  }

  @Override
  public boolean adoptable() {
    return true; // the pod is found by its name, whichever runner of the installation looks
  }

  @Override
  public boolean outlivesDispatch() {
    return true;
  }

  @Override
  public boolean claimFirst() {
    return true; // one hop is nothing beside a pod's start
  }

  @Override
  public Running launch(TaskLaunch task, Workspace workspace, Secrets secrets)
      throws LaunchException, InterruptedException {
    Pod template = templates.forTask(task);
    PodPlan.Frame frame =
        new PodPlan.Frame(cluster.marks(), cluster.settings(), template, namespace(task, template));
    PodPlan plan = PodPlan.of(task, secrets, frame);
    try {
      Pod pod = new PodLaunch(cluster, plan).place();
      return new LaunchedPod(cluster, PodKey.of(pod), workspace);
    } catch (PodLaunch.NotYet e) {
      AttemptId attempt = task.attempt();
      queued.add(attempt);
      return new QueuedPod(
          cluster, plan, workspace, String.valueOf(e.getMessage()), () -> queued.remove(attempt));
    }
  }

  private String namespace(TaskLaunch task, Pod template) throws LaunchException {
    Optional<String> fromTemplate =
        Optional.ofNullable(template.getMetadata()).map(meta -> meta.getNamespace());
    String namespace =
        ClusterSpec.of(Spec.of(task.spec()))
            .namespace()
            .or(() -> fromTemplate)
            .orElseGet(cluster.marks()::home);
    if (!namespaces.contains(namespace)) {
      throw LaunchException.user(
          "the runner makes no pods in namespace '%s', only in %s; its operator can add it to launcher.kubernetes.namespaces"
              .formatted(namespace, namespaces));
    }
    return namespace;
  }

  @Override
  public Optional<Running> attach(Workspace workspace) throws InterruptedException {
    String name = cluster.marks().podName(workspace.attempt());
    for (String namespace : namespaces) {
      PodKey key = new PodKey(namespace, name);
      Optional<Pod> found = cluster.briefly(() -> cluster.api().find(key));
      if (found.isPresent()
          && cluster.marks().owns(found.get(), workspace.attempt())
          && PodMarks.label(found.get(), PodMarks.KEPT).isEmpty()) {
        return Optional.of(new LaunchedPod(cluster, key, workspace));
      }
    }
    return Optional.empty();
  }

  @Override
  public Set<AttemptId> present() throws InterruptedException {
    Set<AttemptId> present = new HashSet<>(queued);
    for (String namespace : namespaces) {
      List<Pod> pods =
          cluster.briefly(
              () -> cluster.api().list(namespace, cluster.marks().ofRunner()).getItems());
      pods.stream()
          .filter(KubernetesLauncher::isThere)
          .forEach(pod -> PodMarks.attempt(pod).ifPresent(present::add));
    }
    return present;
  }

  /** Kept pods are over; so are those that have ended and are being deleted. */
  private static boolean isThere(Pod pod) {
    boolean going =
        pod.getMetadata().getDeletionTimestamp() != null
            && PodFate.of(pod, false) instanceof PodFate.Ended;
    return !going && PodMarks.label(pod, PodMarks.KEPT).isEmpty();
  }

  @Override
  public void close() {
    upkeep.close();
    watches.forEach(PodWatch::close);
    cluster.api().close();
  }
}
