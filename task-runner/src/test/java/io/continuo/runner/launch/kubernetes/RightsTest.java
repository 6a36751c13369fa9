package io.continuo.runner.launch.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Secrets;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The shipped role holds what the launcher asks for, and nothing more. */
class RightsTest extends ClusterTest {
  private static final Path MANIFEST = Path.of("../deploy/kubernetes/runner.yaml");
  private static final Pattern REQUEST =
      Pattern.compile(
          "([A-Z]+) /apis?/(?:([a-z.0-9]+\\.[a-z0-9.]+)/)?v1/namespaces/[^/]+/([a-z]+)(?:/([^/?]+))?(?:/([a-z]+))?(\\?.*)?");

  @Test
  void theRoleIsAsWideAsWhatIsAskedFor() throws Exception {
    leaseTimeout(Duration.ofMillis(300));
    setting("pending.timeout", "PT0.3S");
    TaskLaunch task = task().launch();
    Secrets secrets = new Secrets(Map.of("TOKEN", "hunter22"), Map.of());
    Running running = launch("crew-1", task, secrets);
    running.await(); // given up: asks for events
    cluster.admin().pods().inNamespace(FakeCluster.NAMESPACE).withName(pod(task)).delete();
    launch("crew-1", task, secrets); // meets the secret of the pod before
    TaskLaunch later = task().launch(epoch(task.attempt(), 2));
    Running adopted = launch("crew-2", later, secrets);
    kubelet.exits(pod(task), 0);
    adopted.await();
    adopted.remove();
    kill("crew-1");
    await().until(() -> asked().containsAll(granted()));

    assertThat(granted()).containsAll(asked());
  }

  private Set<String> asked() {
    Set<String> asked = new TreeSet<>();
    for (String request : cluster.requests()) {
      Matcher matcher = REQUEST.matcher(request);
      assertThat(matcher.matches()).as(request).isTrue();
      String group = matcher.group(2) == null ? "" : matcher.group(2);
      String sub = matcher.group(5) == null ? "" : "/" + matcher.group(5);
      asked.add(
          verb(matcher.group(1), matcher.group(4) != null, request)
              + " "
              + group
              + ":"
              + matcher.group(3)
              + sub);
    }
    return asked;
  }

  private static String verb(String method, boolean named, String request) {
    return switch (method) {
      case "GET" -> request.contains("watch=true") ? "watch" : named ? "get" : "list";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> "delete";
      default -> method;
    };
  }

  private static Set<String> granted() throws Exception {
    Role role =
        Arrays.stream(Files.readString(MANIFEST).split("(?m)^---$"))
            .filter(part -> part.contains("kind: Role\n"))
            .map(part -> Serialization.unmarshal(part, Role.class))
            .findFirst()
            .orElseThrow();
    Set<String> granted = new TreeSet<>();
    for (PolicyRule rule : role.getRules()) {
      for (String verb : rule.getVerbs()) {
        for (String resource : rule.getResources()) {
          granted.add(verb + " " + rule.getApiGroups().getFirst() + ":" + resource);
        }
      }
    }
    return granted;
  }
}
