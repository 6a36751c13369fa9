package io.continuo.runner.launch.kubernetes.api;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the runner's pods in one namespace and tells who waits for them. The pods are listed now
 * and then as well: a watch may lose events, or be dead without saying so.
 */
public final class PodWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PodWatch.class);

  private final PodApi api;
  private final String namespace;
  private final Map<String, String> labels;
  private final PodNews news;
  private final Pace pace;
  private final Thread thread;

  public PodWatch(
      PodApi api, String namespace, Map<String, String> labels, PodNews news, Pace pace) {
    this.api = api;
    this.namespace = namespace;
    this.labels = labels;
    this.news = news;
    this.pace = pace;
    this.thread = Thread.ofVirtual().name("pods-" + namespace).start(this::run);
  }

  private void run() {
    BackOff backOff = pace.backOff();
    try {
      while (true) {
        try {
          watch(backOff);
        } catch (RuntimeException e) {
          ApiPatience.throwIfInterrupted(e);
          LOG.warn("pods of namespace {} cannot be watched now: {}", namespace, words(e));
        }
        backOff.sleep();
      }
    } catch (InterruptedException _) {
      LOG.debug("pods of namespace {} are no longer watched", namespace);
    }
  }

  private static String words(RuntimeException e) {
    return e instanceof KubernetesClientException api ? ApiWords.in(api) : e.toString();
  }

  /** Lists and watches until the watch ends. */
  private void watch(BackOff backOff) throws InterruptedException {
    Ear ear = new Ear();
    String version = list();
    try (Watch _ = api.watch(namespace, labels, version, ear)) {
      while (!ear.ended.await(pace.relist().toMillis(), TimeUnit.MILLISECONDS)) {
        list();
        backOff.reset();
      }
    }
  }

  private String list() {
    PodList pods = api.list(namespace, labels);
    Map<String, String> versions = new HashMap<>();
    for (Pod pod : pods.getItems()) {
      versions.put(pod.getMetadata().getName(), pod.getMetadata().getResourceVersion());
    }
    news.compare(namespace, versions);
    return pods.getMetadata().getResourceVersion();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private final class Ear implements Watcher<Pod> {
    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public void eventReceived(Action action, Pod pod) {
      if (action != Action.BOOKMARK) {
        news.tell(PodKey.of(pod));
      }
    }

    @Override
    public void onClose() {
      ended.countDown();
    }

    @Override
    public void onClose(WatcherException cause) {
      LOG.debug("the watch of namespace {} broke off", namespace, cause);
      ended.countDown();
    }
  }
}
