package io.continuo.runner.launch.kubernetes.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Who waits for news of which pod. News carry no content: whoever is woken looks at the pod itself,
 * so that lost, doubled and reordered events do no harm.
 */
public final class PodNews {
  private final Map<PodKey, List<Follower>> followers = new ConcurrentHashMap<>();

  public Follower follow(PodKey key) {
    Follower follower = new Follower(key);
    followers.compute(
        key,
        (_, others) -> {
          List<Follower> all = others == null ? new CopyOnWriteArrayList<>() : others;
          all.add(follower);
          return all;
        });
    return follower;
  }

  public void tell(PodKey key) {
    followers.getOrDefault(key, List.of()).forEach(Follower::wake);
  }

  /**
   * Wakes those whose pod is not what they saw last.
   *
   * @param listed versions of all pods of a namespace
   */
  public void compare(String namespace, Map<String, String> listed) {
    followers.forEach(
        (key, all) -> {
          if (key.namespace().equals(namespace)) {
            String version = listed.getOrDefault(key.name(), "");
            all.stream().filter(one -> !one.seen.equals(version)).forEach(Follower::wake);
          }
        });
  }

  /** One who waits. */
  public final class Follower implements AutoCloseable {
    private final PodKey key;
    private final Semaphore news = new Semaphore(0);
    private volatile String seen = "";

    private Follower(PodKey key) {
      this.key = key;
    }

    private void wake() {
      news.release();
    }

    /** What it looked at last. */
    public void saw(String version) {
      seen = version;
    }

    /** Returns when there are news since the last time, or the time is over. */
    public void await(Duration longest) throws InterruptedException {
      if (news.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        news.drainPermits();
      }
    }

    @Override
    public void close() {
      followers.computeIfPresent(
          key,
          (_, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }
}
