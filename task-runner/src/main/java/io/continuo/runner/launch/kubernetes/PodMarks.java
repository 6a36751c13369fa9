package io.continuo.runner.launch.kubernetes;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The marks of one runner: what its pods are called, and the labels and annotations that say whose
 * they are. The name leaves the epoch out, so that a later dispatch of an attempt finds the pod of
 * an earlier one; the labels move to who has adopted it.
 *
 * @param home the cluster's namespace that holds the runner's lease
 */
record PodMarks(String installation, String runner, String home) {
  static final String PREFIX = "continuo.io/";
  static final String INSTALLATION = PREFIX + "installation";
  static final String RUNNER = PREFIX + "runner";
  static final String EPOCH = PREFIX + "epoch";
  static final String HOME = PREFIX + "home";

  /** On pods whose attempt is over and reported, and that stay for people to look at. */
  static final String KEPT = PREFIX + "kept";

  static final String ATTEMPT = PREFIX + "attempt";
  static final String INPUTS = PREFIX + "inputs";

  /** Name of the object with the secrets of the attempt, where it has some. */
  static final String SECRET = PREFIX + "secret";

  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_TASK = 30;

  /** RFC 1123, at most 63 characters; readable for people, unique by its hash. */
  String podName(AttemptId attempt) {
    String hash =
        hash(
            installation
                + "\n"
                + attempt.execution()
                + "\n"
                + attempt.task()
                + "\n"
                + attempt.number());
    return "continuo-" + slug(attempt.task(), LONGEST_TASK) + "-" + attempt.number() + "-" + hash;
  }

  String leaseName() {
    return "continuo-runner-"
        + slug(runner, LONGEST_TASK)
        + "-"
        + hash(installation + "\n" + runner);
  }

  private static String slug(String text, int longest) {
    String plain = text.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return plain.substring(0, Math.min(longest, plain.length())).replaceAll("^-|-$", "");
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** For everything of this installation whose runners have their leases where this one has. */
  Map<String, String> ofNeighbours() {
    return Map.of(INSTALLATION, installation, HOME, home);
  }

  /** For everything of this runner. */
  Map<String, String> ofRunner() {
    return Map.of(INSTALLATION, installation, RUNNER, runner, HOME, home);
  }

  /** The labels that say whose the pod is. */
  Map<String, String> owner(AttemptId attempt) {
    Map<String, String> owner = new LinkedHashMap<>(ofRunner());
    owner.put(EPOCH, Integer.toString(attempt.epoch()));
    return owner;
  }

  /** All labels of a new pod. */
  Map<String, String> labels(TaskLaunch task) {
    Map<String, String> labels = new LinkedHashMap<>(owner(task.attempt()));
    labels.put("app.kubernetes.io/managed-by", "continuo");
    labels.put(PREFIX + "execution", task.attempt().execution().toString());
    labels.put(PREFIX + "task", label(task.attempt().task()));
    labels.put(PREFIX + "namespace", label(task.workflow().namespace()));
    labels.put(PREFIX + "workflow", label(task.workflow().name()));
    labels.put(PREFIX + "queue", label(task.queue()));
    return labels;
  }

  private static String label(String text) {
    String plain = text.replaceAll("[^A-Za-z0-9._-]+", "-");
    return plain
        .substring(0, Math.min(LONGEST_LABEL, plain.length()))
        .replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
  }

  /** Whether the pod is this runner's, for this very dispatch of the attempt. */
  boolean owns(Pod pod, AttemptId attempt) {
    return owner(attempt).entrySet().stream()
        .allMatch(mark -> mark.getValue().equals(label(pod, mark.getKey()).orElse("")));
  }

  static Optional<String> label(HasMetadata object, String name) {
    return Optional.ofNullable(object.getMetadata().getLabels()).map(labels -> labels.get(name));
  }

  /** The attempt that a pod says it is of; empty when it says nothing or nonsense. */
  static Optional<AttemptId> attempt(Pod pod) {
    try {
      return Optional.ofNullable(pod.getMetadata().getAnnotations())
          .map(annotations -> annotations.get(ATTEMPT))
          .map(AttemptId::parse);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether both are the same launch of the task, whatever their epochs. */
  static boolean sameButEpoch(AttemptId one, AttemptId other) {
    return one.execution().equals(other.execution())
        && Objects.equals(one.task(), other.task())
        && one.number() == other.number();
  }
}
