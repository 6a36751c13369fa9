package io.continuo.runner.launch.kubernetes;

import io.continuo.runner.launch.kubernetes.api.ApiPatience;
import io.continuo.runner.launch.kubernetes.api.Pace;
import io.continuo.runner.launch.kubernetes.api.PodApi;
import io.continuo.runner.launch.kubernetes.api.PodKey;
import io.continuo.runner.launch.kubernetes.api.PodNews;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;
import java.util.function.Supplier;

/** What everything around one launcher's pods works with. */
record Cluster(PodApi api, PodMarks marks, PodNews news, Pace pace, KubernetesSettings settings) {

  /** The pod as it is now, however long the cluster takes to say. */
  Optional<Pod> look(PodKey key) throws InterruptedException {
    return patiently(() -> api.find(key));
  }

  <T> T patiently(Supplier<T> call) throws InterruptedException {
    return ApiPatience.endless(pace).ask(call);
  }

  void patiently(Runnable call) throws InterruptedException {
    ApiPatience.endless(pace).run(call);
  }

  /** For what is asked again before long anyway. */
  <T> T briefly(Supplier<T> call) throws InterruptedException {
    return ApiPatience.limited(pace).ask(call);
  }
}
