package io.continuo.runner.launch.kubernetes;

import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Spec;
import io.continuo.runner.launch.kubernetes.api.ApiWords;
import io.continuo.value.Value;
import io.continuo.wire.ValueJson;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The {@code kubernetes} part of a task: what only means something in a cluster. Laid over the
 * template; lists are added to the template's, single values replace them.
 */
record ClusterSpec(Spec spec) {
  private static final Set<String> KNOWN =
      new TreeSet<>(
          Set.of(
              "namespace",
              "nodeSelector",
              "tolerations",
              "serviceAccount",
              "volumes",
              "volumeMounts",
              "annotations",
              "labels",
              "imagePullSecrets",
              "priorityClass"));

  static ClusterSpec of(Spec task) throws LaunchException {
    Spec spec = task.section("kubernetes");
    for (String name : spec.fields().values().keySet()) {
      if (!KNOWN.contains(name)) {
        throw spec.wrong(name, "is unknown; known are " + KNOWN);
      }
    }
    return new ClusterSpec(spec);
  }

  Optional<String> namespace() throws LaunchException {
    return spec.optionalText("namespace");
  }

  void layOver(Pod pod, Container container, KubernetesSettings settings) throws LaunchException {
    ObjectMeta meta = pod.getMetadata();
    meta.setLabels(merged(meta.getLabels(), foreign("labels")));
    meta.setAnnotations(merged(meta.getAnnotations(), foreign("annotations")));
    PodSpec to = pod.getSpec();
    to.setNodeSelector(merged(to.getNodeSelector(), spec.textMap("nodeSelector")));
    to.setTolerations(joined(to.getTolerations(), items("tolerations", Toleration.class)));
    to.setVolumes(joined(to.getVolumes(), volumes(settings)));
    container.setVolumeMounts(
        joined(container.getVolumeMounts(), items("volumeMounts", VolumeMount.class)));
    List<LocalObjectReference> pulls =
        spec.texts("imagePullSecrets").stream().map(LocalObjectReference::new).toList();
    to.setImagePullSecrets(joined(to.getImagePullSecrets(), pulls));
    spec.optionalText("priorityClass").ifPresent(to::setPriorityClassName);
    Optional<String> account = account(settings);
    account.ifPresent(to::setServiceAccountName);
    if (to.getAutomountServiceAccountToken() == null) {
      // Whoever names an account wants to be it; nobody else's task gets a way into the API.
      to.setAutomountServiceAccountToken(account.isPresent());
    }
  }

  /** Whoever may be another account may do what that one may. */
  private Optional<String> account(KubernetesSettings settings) throws LaunchException {
    Optional<String> account = spec.optionalText("serviceAccount");
    if (account.isPresent() && !settings.serviceAccounts().contains(account.get())) {
      throw notAllowed("serviceAccount", account.get(), "service.accounts");
    }
    return account;
  }

  /** Some kinds show the node's files, or secrets of others. */
  private List<Volume> volumes(KubernetesSettings settings) throws LaunchException {
    List<Volume> volumes = items("volumes", Volume.class);
    if (spec.field("volumes").orElse(Value.NULL) instanceof Value.Items(List<Value> all)) {
      for (Value one : all) {
        if (one instanceof Value.Fields(Map<String, Value> fields)) {
          for (String kind : fields.keySet()) {
            if (!kind.equals("name") && !settings.volumes().contains(kind)) {
              throw notAllowed("volumes", kind, "volumes");
            }
          }
        }
      }
    }
    return volumes;
  }

  private LaunchException notAllowed(String field, String value, String setting) {
    return spec.wrong(
        field,
        "holds '%s', which the runner does not allow; its operator can, by launcher.kubernetes.%s or in a pod template"
            .formatted(value, setting));
  }

  private Map<String, String> foreign(String field) throws LaunchException {
    Map<String, String> texts = spec.textMap(field);
    for (String key : texts.keySet()) {
      if (key.startsWith(PodMarks.PREFIX)) {
        throw spec.wrong(field, "holds '" + key + "', but " + PodMarks.PREFIX + " is Continuo's");
      }
    }
    return texts;
  }

  private <T> List<T> items(String field, Class<T> type) throws LaunchException {
    Optional<Value> value = spec.field(field);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof Value.Items(List<Value> values))) {
      throw spec.wrong(field, "must be a list, as in a Kubernetes pod");
    }
    List<T> items = new ArrayList<>();
    for (Value one : values) {
      try {
        items.add(Serialization.unmarshal(ValueJson.write(one), type));
      } catch (KubernetesClientException e) {
        throw notOfCluster(field, ApiWords.in(e));
      } catch (IllegalArgumentException e) {
        throw notOfCluster(field, String.valueOf(e.getMessage()));
      }
    }
    return items;
  }

  private LaunchException notOfCluster(String field, String why) {
    return spec.wrong(
        field, "is not as in a Kubernetes pod: " + why.lines().findFirst().orElse(""));
  }

  private static Map<String, String> merged(Map<String, String> base, Map<String, String> over) {
    Map<String, String> all = new TreeMap<>(Objects.requireNonNullElse(base, Map.of()));
    all.putAll(over);
    return all;
  }

  static <T> List<T> joined(List<T> base, List<T> more) {
    List<T> all = new ArrayList<>(Objects.requireNonNullElse(base, List.of()));
    all.addAll(more);
    return all;
  }
}
