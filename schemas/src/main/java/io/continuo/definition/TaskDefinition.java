package io.continuo.definition;

import io.continuo.definition.policy.OnTaskFailure;
import io.continuo.definition.policy.RetryPolicy;
import io.continuo.definition.policy.Timeouts;
import io.continuo.definition.type.Type;
import io.continuo.value.InOrder;
import io.continuo.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One task of a workflow. With {@code use}, what the registered task says is already filled in.
 *
 * @param type key of the launcher: container, process, http, noop, or a third party's, which holds
 *     a dot
 * @param after tasks that come before it besides those that it refers to, sorted: their order means
 *     nothing
 * @param inputs bindings: values that may hold {@code ${...}}
 * @param outputs what it must leave, by name
 * @param queue which runners serve it
 * @param use the registered task that it was taken from
 * @param options what is rarely said
 * @param spec the type's own part (image, command, env, request, ...), with {@code ${...}}
 *     unresolved
 */
public record TaskDefinition(
    String name,
    String type,
    List<String> after,
    Map<String, Value> inputs,
    Map<String, Type> outputs,
    RetryPolicy retry,
    Timeouts timeouts,
    String queue,
    OnTaskFailure onFailure,
    Optional<TaskRef> use,
    TaskOptions options,
    Value.Fields spec) {
  public static final String DEFAULT_QUEUE = "default";
  public static final Duration DEFAULT_STOP_GRACE = Duration.ofSeconds(10);

  public TaskDefinition {
    after = after.stream().distinct().sorted().toList();
    inputs = InOrder.copy(inputs);
    outputs = InOrder.copy(outputs);
  }

  public static TaskBuilder named(String name) {
    return new TaskBuilder(name);
  }

  /** Whether a jar of somebody else brings the launcher; its spec is whatever the author wrote. */
  public boolean isThirdParty() {
    return isThirdParty(type);
  }

  /** Whether a type of this name is a third party's. */
  public static boolean isThirdParty(String type) {
    return type.contains(".");
  }

  /** How long a stopped attempt has between the polite signal and the other one. */
  public Duration stopGrace() {
    return spec.values().get("stopGrace") instanceof Value.Text(String text)
        ? Duration.parse(text)
        : DEFAULT_STOP_GRACE;
  }
}
