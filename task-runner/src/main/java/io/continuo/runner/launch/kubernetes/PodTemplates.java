package io.continuo.runner.launch.kubernetes;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Workspace;
import io.continuo.runner.launch.kubernetes.api.ApiWords;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The operator's pod templates: {@code queue-<name>.yaml}, else {@code namespace-<name>.yaml}, else
 * {@code default.yaml}, each a whole Pod in YAML. Read at every launch, so that they can be changed
 * while the runner runs.
 */
record PodTemplates(Optional<Path> folder) {

  /** The template for a task, a new object each time; an empty pod when there is none. */
  Pod forTask(TaskLaunch task) throws LaunchException {
    if (folder.isEmpty()) {
      return new Pod();
    }
    List<String> names =
        List.of(
            "queue-" + task.queue() + ".yaml",
            "namespace-" + task.workflow().namespace() + ".yaml",
            "default.yaml");
    for (String name : names) {
      Path file = folder.get().resolve(name);
      if (Files.isRegularFile(file)) {
        return read(file);
      }
    }
    return new Pod();
  }

  private static Pod read(Path file) throws LaunchException {
    try {
      Pod pod = Serialization.unmarshal(Files.readString(file), Pod.class);
      if (pod == null || !"Pod".equals(pod.getKind())) {
        throw LaunchException.platform(
            "the pod template " + file + " is no Pod: it needs apiVersion: v1 and kind: Pod");
      }
      return pod;
    } catch (IOException e) {
      throw LaunchException.platform(
          "the pod template " + file + " cannot be read: " + Workspace.reason(e), e);
    } catch (KubernetesClientException e) {
      throw LaunchException.platform(
          "the pod template " + file + " cannot be read: " + ApiWords.in(e), e);
    }
  }
}
