package io.continuo.runner.launch.kubernetes;

import io.continuo.id.AttemptId;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.kubernetes.api.ApiPatience;
import io.continuo.runner.launch.kubernetes.api.PodApi;
import io.continuo.runner.launch.kubernetes.api.PodKey;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The secrets of one attempt as a Secret object that the pod refers to by key. It is made after its
 * pod and belongs to it from the first moment, so that the cluster removes it with the pod and none
 * is ever left over; a node that looks earlier looks again.
 */
final class AttemptSecret {
  private static final String VOLUME = "continuo-secrets";
  private static final String ENV = "env.";
  private static final String FILE = "file.";
  private static final int OWNER_READS = 0400;
  private static final int TRIES = 3;

  private AttemptSecret() {}

  /** Lets the container find the secrets; nothing of their values is in the pod. */
  static void use(Pod pod, Container container, Secrets secrets, AttemptId attempt) {
    if (secrets.isEmpty()) {
      return;
    }
    String name = pod.getMetadata().getName() + "-e" + attempt.epoch();
    pod.getMetadata().getAnnotations().put(PodMarks.SECRET, name);
    List<EnvVar> variables =
        new ArrayList<>(
            container.getEnv().stream()
                .filter(one -> !secrets.env().containsKey(one.getName()))
                .toList());
    for (String variable : new TreeMap<>(secrets.env()).keySet()) {
      variables.add(
          new EnvVarBuilder()
              .withName(variable)
              .withNewValueFrom()
              .withNewSecretKeyRef(ENV + variable, name, false)
              .endValueFrom()
              .build());
    }
    container.setEnv(variables);
    if (!secrets.files().isEmpty()) {
      mount(pod.getSpec(), container, name, List.copyOf(sorted(secrets).keySet()));
    }
  }

  private static Map<String, byte[]> sorted(Secrets secrets) {
    return new TreeMap<>(secrets.files());
  }

  private static void mount(PodSpec spec, Container container, String name, List<String> paths) {
    var volume =
        new VolumeBuilder()
            .withName(VOLUME)
            .withNewSecret()
            .withSecretName(name)
            .withDefaultMode(OWNER_READS)
            .endSecret()
            .build();
    List<VolumeMount> mounts = new ArrayList<>(container.getVolumeMounts());
    for (int i = 0; i < paths.size(); i++) {
      mounts.add(
          new VolumeMountBuilder()
              .withName(VOLUME)
              .withMountPath(paths.get(i))
              .withSubPath(FILE + i)
              .withReadOnly(true)
              .build());
    }
    container.setVolumeMounts(mounts);
    spec.setVolumes(ClusterSpec.joined(spec.getVolumes(), List.of(volume)));
    letReadGroup(spec, container);
  }

  /** The files are root's; a user that the task names reads them through its group. */
  private static void letReadGroup(PodSpec spec, Container container) {
    SecurityContext user = container.getSecurityContext();
    if (user == null || user.getRunAsUser() == null) {
      return;
    }
    PodSecurityContext context =
        Objects.requireNonNullElseGet(spec.getSecurityContext(), PodSecurityContext::new);
    if (context.getFsGroup() == null) {
      context.setFsGroup(Objects.requireNonNullElse(user.getRunAsGroup(), user.getRunAsUser()));
    }
    spec.setSecurityContext(context);
  }

  /** Makes what the pod refers to; one that is there for the pod already will do. */
  static void create(PodApi api, ApiPatience patience, Pod pod, Secrets secrets)
      throws InterruptedException {
    Optional<String> name =
        Optional.ofNullable(pod.getMetadata().getAnnotations())
            .map(annotations -> annotations.get(PodMarks.SECRET));
    if (name.isEmpty()) {
      return;
    }
    Secret secret = secret(pod, name.get(), secrets);
    for (int tries = 0; ; tries++) {
      try {
        patience.ask(() -> api.createSecret(secret));
        return;
      } catch (KubernetesClientException e) {
        if (e.getCode() != 409 || tries == TRIES) {
          throw e;
        }
        if (isThere(api, patience, secret, pod)) {
          return;
        }
      }
    }
  }

  /** Whether the pod's own is there; that of an earlier pod of this name is put away. */
  private static boolean isThere(PodApi api, ApiPatience patience, Secret secret, Pod pod)
      throws InterruptedException {
    ObjectMeta meta = secret.getMetadata();
    PodKey key = new PodKey(meta.getNamespace(), meta.getName());
    Optional<Secret> found = patience.ask(() -> api.findSecret(key));
    if (found.isEmpty()) {
      return false;
    }
    boolean ours =
        found.get().getMetadata().getOwnerReferences().stream()
            .anyMatch(owner -> pod.getMetadata().getUid().equals(owner.getUid()));
    if (!ours) {
      patience.run(() -> api.deleteSecret(found.get()));
    }
    return ours;
  }

  private static Secret secret(Pod pod, String name, Secrets secrets) {
    Map<String, String> data = new TreeMap<>();
    Base64.Encoder base64 = Base64.getEncoder();
    secrets
        .env()
        .forEach(
            (variable, value) ->
                data.put(
                    ENV + variable, base64.encodeToString(value.getBytes(StandardCharsets.UTF_8))));
    int file = 0;
    for (byte[] content : sorted(secrets).values()) {
      data.put(FILE + file++, base64.encodeToString(content));
    }
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace(pod.getMetadata().getNamespace())
        .withName(name)
        .withLabels(pod.getMetadata().getLabels())
        .addNewOwnerReference()
        .withApiVersion("v1")
        .withKind("Pod")
        .withName(pod.getMetadata().getName())
        .withUid(pod.getMetadata().getUid())
        .endOwnerReference()
        .endMetadata()
        .withImmutable(true)
        .withData(data)
        .build();
  }
}
