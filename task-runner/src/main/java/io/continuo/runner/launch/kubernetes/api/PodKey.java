package io.continuo.runner.launch.kubernetes.api;

import io.fabric8.kubernetes.api.model.Pod;

/** Where a pod is. */
public record PodKey(String namespace, String name) {

  public static PodKey of(Pod pod) {
    return new PodKey(pod.getMetadata().getNamespace(), pod.getMetadata().getName());
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
