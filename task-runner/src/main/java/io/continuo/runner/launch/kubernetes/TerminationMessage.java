package io.continuo.runner.launch.kubernetes;

import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.Workspace;
import io.continuo.value.Value;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.ValueJson;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;

/**
 * What a container left in its termination message: the outputs of a task that declares some, else
 * the last words of one that failed.
 */
final class TerminationMessage {
  private static final int LAST_WORDS = 1000;

  private TerminationMessage() {}

  static Ending judge(Pod pod, Workspace workspace, Ending.Exited exited, Optional<String> written)
      throws IOException {
    if (!holdsOutputs(pod)) {
      return exited.code() == 0 || exited.message().isPresent()
          ? exited
          : new Ending.Exited(exited.code(), false, written.map(TerminationMessage::lastWords));
    }
    byte[] outputs = written.orElse("").getBytes(StandardCharsets.UTF_8);
    // The kubelet cuts a longer one, without a word.
    boolean cut = outputs.length >= PodPlan.MAX_OUTPUTS && !isObject(written.orElse(""));
    if (cut && exited.code() == 0) {
      return new Ending.Broken(
          Fault.USER,
          "the outputs are larger than the 4096 bytes that fit through a Kubernetes termination message: store large values elsewhere and write their uri instead");
    }
    if (!cut && outputs.length > 0) {
      Files.write(workspace.outputs(), outputs);
    }
    return exited;
  }

  private static boolean holdsOutputs(Pod pod) {
    return pod.getSpec().getContainers().stream()
        .filter(one -> PodPlan.CONTAINER.equals(one.getName()))
        .map(Container::getTerminationMessagePolicy)
        .anyMatch("File"::equals);
  }

  private static boolean isObject(String text) {
    try {
      return ValueJson.read(text) instanceof Value.Fields;
    } catch (UndecodableException _) {
      return false;
    }
  }

  private static String lastWords(String text) {
    return text.substring(Math.max(0, text.length() - LAST_WORDS)).strip();
  }
}
