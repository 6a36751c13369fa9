package io.continuo.runner.launch.kubernetes;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Spec;
import io.continuo.runner.launch.TaskEnvironment;
import io.continuo.wire.ValueJson;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFileBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The pod that an attempt is to have: the operator's template, the task over it, and what the
 * runner needs over both. Inputs travel in an annotation and outputs in the termination message, so
 * that no storage has to be shared.
 */
record PodPlan(AttemptId attempt, Pod pod, Secrets secrets) {
  static final String CONTAINER = "task";
  static final String INPUTS_FOLDER = "/continuo/inputs";
  static final String INPUTS = INPUTS_FOLDER + "/inputs.json";
  static final String OUTPUTS = "/continuo/outputs.json";

  /** The kubelet reads no more than this from a termination message. */
  static final int MAX_OUTPUTS = 4096;

  /** Below the 256 KiB that all annotations of an object may have together. */
  private static final int MAX_INPUTS = 200 << 10;

  private static final String INPUTS_VOLUME = "continuo-inputs";
  private static final Map<String, String> PULL =
      Map.of("ifNotPresent", "IfNotPresent", "always", "Always", "never", "Never");

  /**
   * What a task's pod is built into.
   *
   * @param template is changed
   * @param namespace of the cluster
   */
  record Frame(PodMarks marks, KubernetesSettings settings, Pod template, String namespace) {}

  static PodPlan of(TaskLaunch task, Secrets secrets, Frame frame) throws LaunchException {
    PodMarks marks = frame.marks();
    Pod pod = frame.template();
    ObjectMeta meta = Objects.requireNonNullElseGet(pod.getMetadata(), ObjectMeta::new);
    pod.setMetadata(meta);
    pod.setSpec(Objects.requireNonNullElseGet(pod.getSpec(), PodSpec::new));
    pod.setStatus(null);
    Container container = container(pod.getSpec());
    Spec spec = Spec.of(task.spec());
    ClusterSpec.of(spec).layOver(pod, container, frame.settings());
    meta.setName(marks.podName(task.attempt()));
    meta.setNamespace(frame.namespace());
    meta.setGenerateName(null);
    meta.getLabels().putAll(marks.labels(task));
    meta.getAnnotations().put(PodMarks.ATTEMPT, task.attempt().toString());
    meta.getAnnotations().put(PodMarks.INPUTS, inputs(task));
    pod.getSpec().setRestartPolicy("Never");
    if (pod.getSpec().getEnableServiceLinks() == null) {
      pod.getSpec().setEnableServiceLinks(false); // variables of every service of the namespace
    }
    fill(container, task, spec);
    mountInputs(pod.getSpec(), container);
    AttemptSecret.use(pod, container, secrets, task.attempt());
    return new PodPlan(task.attempt(), pod, secrets);
  }

  private static Container container(PodSpec spec) {
    List<Container> containers = ClusterSpec.joined(spec.getContainers(), List.of());
    Optional<Container> there =
        containers.stream().filter(one -> CONTAINER.equals(one.getName())).findFirst();
    Container container = there.orElseGet(Container::new);
    if (there.isEmpty()) {
      container.setName(CONTAINER);
      containers.addFirst(container);
    }
    spec.setContainers(containers);
    return container;
  }

  private static String inputs(TaskLaunch task) throws LaunchException {
    String json = ValueJson.write(task.inputs());
    if (json.getBytes(StandardCharsets.UTF_8).length > MAX_INPUTS) {
      throw LaunchException.user(
          "the task's inputs are larger than 200 KiB: hand over the uri of large values instead");
    }
    return json;
  }

  private static void fill(Container container, TaskLaunch task, Spec spec) throws LaunchException {
    container.setImage(spec.text("image"));
    List<String> command = escaped(spec.texts("command"));
    List<String> args = escaped(spec.texts("args"));
    if (!command.isEmpty()) {
      container.setCommand(command);
    }
    if (!args.isEmpty() || !command.isEmpty()) {
      container.setArgs(args);
    }
    spec.optionalText("workdir").ifPresent(container::setWorkingDir);
    Optional<String> pull = spec.optionalText("pull");
    if (pull.isPresent()) {
      String policy = PULL.get(pull.get());
      if (policy == null) {
        throw spec.wrong("pull", "is ifNotPresent, always or never, not '" + pull.get() + "'");
      }
      container.setImagePullPolicy(policy);
    }
    secure(container, spec);
    ResourceSpec.layOver(container, spec);
    variables(container, TaskEnvironment.of(task, INPUTS, OUTPUTS));
    container.setTerminationMessagePath(OUTPUTS);
    // Where the message is not needed for outputs, a failed container's last words are shown.
    container.setTerminationMessagePolicy(
        task.declaresOutputs() ? "File" : "FallbackToLogsOnError");
  }

  /** The cluster replaces {@code $(NAME)}; what the author wrote is to arrive as it is. */
  private static List<String> escaped(List<String> texts) {
    return texts.stream().map(text -> text.replace("$", "$$")).toList();
  }

  private static void variables(Container container, Map<String, String> own) {
    Map<String, EnvVar> all = new LinkedHashMap<>();
    for (EnvVar one : ClusterSpec.joined(container.getEnv(), List.of())) {
      all.put(one.getName(), one);
    }
    own.forEach((name, value) -> all.put(name, new EnvVar(name, value.replace("$", "$$"), null)));
    container.setEnv(new ArrayList<>(all.values()));
  }

  private static void secure(Container container, Spec spec) throws LaunchException {
    for (String hosts : List.of("network", "volumes")) {
      if (spec.field(hosts).isPresent()) {
        throw spec.wrong(
            hosts,
            "is for a Docker host and means nothing in a cluster: use kubernetes.volumes, and labels for network policies");
      }
    }
    SecurityContext context =
        Objects.requireNonNullElseGet(container.getSecurityContext(), SecurityContext::new);
    container.setSecurityContext(context);
    if (spec.optionalText("readOnlyRoot").filter("true"::equals).isPresent()) {
      context.setReadOnlyRootFilesystem(true);
    }
    user(context, spec);
  }

  private static void user(SecurityContext context, Spec spec) throws LaunchException {
    Optional<String> user = spec.optionalText("user");
    if (user.isEmpty()) {
      return;
    }
    if (!user.get().matches("[0-9]{1,9}(:[0-9]{1,9})?")) {
      throw spec.wrong(
          "user", "must be a number, or two as in 1000:1000, in a cluster: '" + user.get() + "'");
    }
    List<String> ids = List.of(user.get().split(":", -1));
    context.setRunAsUser(Long.valueOf(ids.getFirst()));
    if (ids.size() > 1) {
      context.setRunAsGroup(Long.valueOf(ids.getLast()));
    }
  }

  private static void mountInputs(PodSpec spec, Container container) {
    var file =
        new DownwardAPIVolumeFileBuilder()
            .withPath("inputs.json")
            .withNewFieldRef()
            .withFieldPath("metadata.annotations['" + PodMarks.INPUTS + "']")
            .endFieldRef()
            .build();
    var volume =
        new VolumeBuilder()
            .withName(INPUTS_VOLUME)
            .withNewDownwardAPI()
            .withItems(file)
            .endDownwardAPI()
            .build();
    var mount =
        new VolumeMountBuilder()
            .withName(INPUTS_VOLUME)
            .withMountPath(INPUTS_FOLDER)
            .withReadOnly(true)
            .build();
    spec.setVolumes(ClusterSpec.joined(spec.getVolumes(), List.of(volume)));
    container.setVolumeMounts(ClusterSpec.joined(container.getVolumeMounts(), List.of(mount)));
  }
}
