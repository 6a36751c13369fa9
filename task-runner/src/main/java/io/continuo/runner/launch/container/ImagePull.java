package io.continuo.runner.launch.container;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.PullResponseItem;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** One pull, counted from what the daemon tells of each layer. */
final class ImagePull extends ResultCallback.Adapter<PullResponseItem> {
  private static final Set<String> READY = Set.of("Pull complete", "Already exists");
  private static final Set<String> TO_COME = Set.of("Pulling fs layer", "Waiting", "Downloading");

  private final CompletableFuture<Optional<String>> ended = new CompletableFuture<>();
  private final Map<String, Layer> layers = new HashMap<>();
  private Optional<String> trouble = Optional.empty();

  /** When the daemon last told anything, on the clock of {@link System#nanoTime}. */
  private volatile long heard = System.nanoTime();

  private record Layer(boolean ready, long here, long total) {
    static final Layer NEW = new Layer(false, 0, 0);
  }

  /** With the daemon's words, if it did not succeed. */
  CompletableFuture<Optional<String>> ended() {
    return ended;
  }

  synchronized String progress() {
    long ready = layers.values().stream().filter(Layer::ready).count();
    long here = layers.values().stream().mapToLong(Layer::here).sum();
    long total = layers.values().stream().mapToLong(Layer::total).sum();
    return String.format(
        Locale.ROOT,
        "%d of %d layers, %.1f of %.1f MB",
        ready,
        layers.size(),
        here / 1e6,
        total / 1e6);
  }

  boolean isSilentFor(Duration time) {
    return System.nanoTime() - heard > time.toNanos();
  }

  /** Whoever wants the image next begins anew. */
  void giveUp(Duration silence) {
    ended.complete(Optional.of("nothing was heard of the pull for " + silence));
    DockerDaemon.closeQuietly(this);
  }

  @Override
  public synchronized void onNext(PullResponseItem item) {
    heard = System.nanoTime();
    if (item.isErrorIndicated()) {
      var detail = item.getErrorDetail();
      trouble = Optional.of(detail == null ? "no reason given" : "" + detail.getMessage());
      return;
    }
    String status = Objects.requireNonNullElse(item.getStatus(), "");
    String layer = item.getId();
    if (layer == null || !(layers.containsKey(layer) || begins(status))) {
      return; // such as "Pulling from library/busybox", whose id is the tag
    }
    layers.put(layer, after(layers.getOrDefault(layer, Layer.NEW), status, item));
  }

  private static boolean begins(String status) {
    return READY.contains(status) || TO_COME.contains(status);
  }

  private static Layer after(Layer layer, String status, PullResponseItem item) {
    if (READY.contains(status) || status.equals("Download complete")) {
      return new Layer(READY.contains(status), layer.total(), layer.total());
    }
    var detail = item.getProgressDetail();
    if (!status.equals("Downloading") || detail == null) {
      return layer; // extracting counts anew, what matters is what came over the wire
    }
    long here = Objects.requireNonNullElse(detail.getCurrent(), 0L);
    long total = Objects.requireNonNullElse(detail.getTotal(), here);
    return new Layer(false, here, Math.max(total, layer.total()));
  }

  /** Told to who waits, who knows what may be repeated of it; the client would log it as it is. */
  @Override
  public void onError(Throwable e) {
    DockerDaemon.closeQuietly(this);
    ended.complete(Optional.of(DaemonWords.in(e)));
  }

  @Override
  public void onComplete() {
    super.onComplete();
    Optional<String> words;
    synchronized (this) {
      words = trouble;
    }
    ended.complete(words);
  }
}
