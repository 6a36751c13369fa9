package io.continuo.engine.domain.namespace;

import io.continuo.command.NamespaceCommand;
import io.continuo.command.WorkflowCommand;
import io.continuo.engine.domain.Decider;
import io.continuo.engine.domain.Decision;
import io.continuo.engine.domain.Effect;
import io.continuo.event.NamespaceEvent;
import io.continuo.event.PauseScope;
import io.continuo.id.WorkflowId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Tells all workflows of a namespace to pause or resume; as the installation, all namespaces. Who
 * comes later is told at once. Pauses of different scopes are independent: a workflow runs when
 * none is left.
 */
public final class NamespaceDecider
    implements Decider<NamespaceState, NamespaceCommand, NamespaceEvent> {
  private final String key;

  /**
   * @param key the namespace, or {@link NamespaceCommand#INSTALLATION}
   */
  public NamespaceDecider(String key) {
    this.key = key;
  }

  private boolean isInstallation() {
    return key.equals(NamespaceCommand.INSTALLATION);
  }

  @Override
  public Decision<NamespaceEvent> decide(
      NamespaceState state, NamespaceCommand command, Instant at) {
    return switch (command) {
      case NamespaceCommand.EnrollWorkflow(var workflow) ->
          workflow.namespace().equals(key)
              ? enroll(state, workflow.toString(), new NamespaceEvent.WorkflowEnrolled(workflow))
              : Decision.rejected(
                  "wrong-namespace", "workflow " + workflow + " is not of namespace '" + key + "'");
      case NamespaceCommand.EnrollNamespace(var namespace) ->
          isInstallation()
              ? enroll(state, namespace, new NamespaceEvent.NamespaceEnrolled(namespace))
              : Decision.rejected(
                  "wrong-namespace",
                  "namespace '" + namespace + "' enrolls with the installation, not '" + key + "'");
      case NamespaceCommand.PauseNamespace(var scope, var by) ->
          changed(
              state,
              scope,
              state.pauses().get(scope) == null,
              new NamespaceEvent.NamespacePaused(scope, by));
      case NamespaceCommand.ResumeNamespace(var scope, var by) ->
          changed(
              state,
              scope,
              state.pauses().get(scope) != null,
              new NamespaceEvent.NamespaceResumed(scope, by));
    };
  }

  private static Decision<NamespaceEvent> enroll(
      NamespaceState state, String member, NamespaceEvent event) {
    return state.members().contains(member)
        ? Decision.nothing()
        : Decision.accepted(List.of(event));
  }

  private Decision<NamespaceEvent> changed(
      NamespaceState state, PauseScope scope, boolean changes, NamespaceEvent event) {
    boolean fits =
        switch (scope) {
          case WORKFLOW -> false;
          case NAMESPACE -> !isInstallation();
          case INSTALLATION -> true;
        };
    if (!fits) {
      return Decision.rejected(
          "wrong-scope", "'" + key + "' cannot be paused or resumed in the scope " + scope);
    }
    if (!isInstallation() && state.members().isEmpty()) {
      return Decision.rejected(
          "not-found", "namespace '" + key + "' has no workflows: register one first");
    }
    return changes ? Decision.accepted(List.of(event)) : Decision.nothing();
  }

  @Override
  public NamespaceState evolve(NamespaceState state, NamespaceEvent event, Instant at) {
    return switch (event) {
      case NamespaceEvent.WorkflowEnrolled e -> state.with(e.workflow().toString());
      case NamespaceEvent.NamespaceEnrolled e -> state.with(e.namespace());
      case NamespaceEvent.NamespacePaused e -> state.paused(e.scope(), e.by());
      case NamespaceEvent.NamespaceResumed e -> state.resumed(e.scope());
      case NamespaceEvent.NamespaceCommandRejected e -> state;
    };
  }

  @Override
  public List<Effect> react(NamespaceState before, NamespaceEvent event, NamespaceState after) {
    return switch (event) {
      case NamespaceEvent.WorkflowEnrolled e -> enrolled(before, e.workflow().toString());
      case NamespaceEvent.NamespaceEnrolled e -> pausesOf(before, e.namespace());
      case NamespaceEvent.NamespacePaused e ->
          toAll(after, member -> pause(member, e.scope(), e.by()));
      case NamespaceEvent.NamespaceResumed e ->
          toAll(after, member -> resume(member, e.scope(), e.by()));
      case NamespaceEvent.NamespaceCommandRejected e -> List.of();
    };
  }

  private List<Effect> enrolled(NamespaceState before, String workflow) {
    List<Effect> effects = new ArrayList<>(pausesOf(before, workflow));
    if (before.members().isEmpty()) {
      effects.add(
          new Effect.AskNamespace(
              NamespaceCommand.INSTALLATION, new NamespaceCommand.EnrollNamespace(key)));
    }
    return effects;
  }

  /** What a newcomer must hear: every pause that holds. */
  private List<Effect> pausesOf(NamespaceState state, String member) {
    List<Effect> effects = new ArrayList<>();
    for (Map.Entry<PauseScope, String> pause : state.pauses().entrySet()) {
      effects.add(pause(member, pause.getKey(), pause.getValue()));
    }
    return effects;
  }

  private static List<Effect> toAll(NamespaceState state, Function<String, Effect> word) {
    return state.members().stream().map(word).toList();
  }

  private Effect pause(String member, PauseScope scope, String by) {
    return isInstallation()
        ? new Effect.AskNamespace(member, new NamespaceCommand.PauseNamespace(scope, by))
        : new Effect.AskWorkflow(
            WorkflowId.parse(member), new WorkflowCommand.PauseWorkflow(by, scope));
  }

  private Effect resume(String member, PauseScope scope, String by) {
    return isInstallation()
        ? new Effect.AskNamespace(member, new NamespaceCommand.ResumeNamespace(scope, by))
        : new Effect.AskWorkflow(
            WorkflowId.parse(member), new WorkflowCommand.ResumeWorkflow(by, scope));
  }
}
