package io.continuo.engine.domain.namespace;

import io.continuo.command.NamespaceCommand;
import io.continuo.command.NamespaceCommand.EnrollNamespace;
import io.continuo.command.NamespaceCommand.EnrollWorkflow;
import io.continuo.command.NamespaceCommand.PauseNamespace;
import io.continuo.command.NamespaceCommand.ResumeNamespace;
import io.continuo.command.WorkflowCommand;
import io.continuo.engine.domain.DeciderSpec;
import io.continuo.engine.domain.Effect;
import io.continuo.engine.snapshot.NamespaceSnapshot;
import io.continuo.event.NamespaceEvent;
import io.continuo.event.NamespaceEvent.NamespaceEnrolled;
import io.continuo.event.NamespaceEvent.NamespacePaused;
import io.continuo.event.NamespaceEvent.NamespaceResumed;
import io.continuo.event.NamespaceEvent.WorkflowEnrolled;
import io.continuo.event.PauseScope;
import io.continuo.id.WorkflowId;
import io.continuo.wire.codec.namespace.NamespaceEventCodec;
import org.junit.jupiter.api.Test;

class NamespaceSpecTest {
  private static final WorkflowId DAILY = new WorkflowId("finance", "daily");
  private static final WorkflowId HOURLY = new WorkflowId("finance", "hourly");

  private static DeciderSpec<NamespaceState, NamespaceCommand, NamespaceEvent> spec(String key) {
    return new DeciderSpec<>(
        new DeciderSpec.Subject<>(
            new NamespaceDecider(key),
            new NamespaceSnapshot(),
            NamespaceState.EMPTY,
            new NamespaceEventCodec(),
            key));
  }

  private static DeciderSpec<NamespaceState, NamespaceCommand, NamespaceEvent> finance() {
    return spec("finance");
  }

  private static DeciderSpec<NamespaceState, NamespaceCommand, NamespaceEvent> installation() {
    return spec(NamespaceCommand.INSTALLATION);
  }

  private static Effect pause(WorkflowId workflow, PauseScope scope) {
    return new Effect.AskWorkflow(workflow, new WorkflowCommand.PauseWorkflow("ada", scope));
  }

  @Test
  void theFirstWorkflowMakesTheNamespaceKnownToTheInstallation() {
    finance()
        .when(new EnrollWorkflow(DAILY))
        .then(new WorkflowEnrolled(DAILY))
        .thenEffects(new Effect.AskNamespace("*", new EnrollNamespace("finance")))
        .when(new EnrollWorkflow(HOURLY))
        .then(new WorkflowEnrolled(HOURLY))
        .thenEffects();
  }

  @Test
  void aWorkflowEnrollsOnce() {
    finance().after(new EnrollWorkflow(DAILY)).when(new EnrollWorkflow(DAILY)).thenNothing();
  }

  @Test
  void aPauseReachesEveryWorkflowAndSoDoesTheResumption() {
    finance()
        .after(new EnrollWorkflow(HOURLY))
        .after(new EnrollWorkflow(DAILY))
        .when(new PauseNamespace(PauseScope.NAMESPACE, "ada"))
        .then(new NamespacePaused(PauseScope.NAMESPACE, "ada"))
        .thenEffects(pause(DAILY, PauseScope.NAMESPACE), pause(HOURLY, PauseScope.NAMESPACE))
        .when(new ResumeNamespace(PauseScope.NAMESPACE, "bob"))
        .then(new NamespaceResumed(PauseScope.NAMESPACE, "bob"))
        .thenEffects(
            new Effect.AskWorkflow(
                DAILY, new WorkflowCommand.ResumeWorkflow("bob", PauseScope.NAMESPACE)),
            new Effect.AskWorkflow(
                HOURLY, new WorkflowCommand.ResumeWorkflow("bob", PauseScope.NAMESPACE)));
  }

  @Test
  void aWorkflowThatComesWhileTheNamespaceIsPausedIsToldAtOnce() {
    finance()
        .after(new EnrollWorkflow(DAILY))
        .after(new PauseNamespace(PauseScope.INSTALLATION, "ada"))
        .after(new PauseNamespace(PauseScope.NAMESPACE, "ada"))
        .when(new EnrollWorkflow(HOURLY))
        .thenEffects(pause(HOURLY, PauseScope.NAMESPACE), pause(HOURLY, PauseScope.INSTALLATION));
  }

  @Test
  void pausesOfDifferentScopesAreIndependent() {
    finance()
        .after(new EnrollWorkflow(DAILY))
        .after(new PauseNamespace(PauseScope.INSTALLATION, "ada"))
        .when(new ResumeNamespace(PauseScope.NAMESPACE, "ada"))
        .thenNothing()
        .when(new ResumeNamespace(PauseScope.INSTALLATION, "ada"))
        .then(new NamespaceResumed(PauseScope.INSTALLATION, "ada"));
  }

  @Test
  void theInstallationPassesItsPauseOnToEveryNamespace() {
    installation()
        .after(new EnrollNamespace("risk"))
        .after(new EnrollNamespace("finance"))
        .when(new PauseNamespace(PauseScope.INSTALLATION, "ada"))
        .thenEffects(
            new Effect.AskNamespace("finance", new PauseNamespace(PauseScope.INSTALLATION, "ada")),
            new Effect.AskNamespace("risk", new PauseNamespace(PauseScope.INSTALLATION, "ada")))
        .when(new ResumeNamespace(PauseScope.INSTALLATION, "ada"))
        .thenEffects(
            new Effect.AskNamespace("finance", new ResumeNamespace(PauseScope.INSTALLATION, "ada")),
            new Effect.AskNamespace("risk", new ResumeNamespace(PauseScope.INSTALLATION, "ada")));
  }

  @Test
  void aNamespaceThatComesWhileEverythingIsPausedIsToldAtOnce() {
    installation()
        .after(new PauseNamespace(PauseScope.INSTALLATION, "ada"))
        .when(new EnrollNamespace("risk"))
        .then(new NamespaceEnrolled("risk"))
        .thenEffects(
            new Effect.AskNamespace("risk", new PauseNamespace(PauseScope.INSTALLATION, "ada")));
  }

  @Test
  void aNamespaceWithoutWorkflowsIsNotFound() {
    finance()
        .when(new PauseNamespace(PauseScope.NAMESPACE, "ada"))
        .thenRejected("not-found", "'finance'", "register one first");
  }

  @Test
  void aScopeThatDoesNotFitIsRefused() {
    installation()
        .when(new PauseNamespace(PauseScope.NAMESPACE, "ada"))
        .thenRejected("wrong-scope", "NAMESPACE");
    finance()
        .when(new ResumeNamespace(PauseScope.WORKFLOW, "ada"))
        .thenRejected("wrong-scope", "WORKFLOW");
  }

  @Test
  void whoBelongsElsewhereIsRefused() {
    spec("risk").when(new EnrollWorkflow(DAILY)).thenRejected("wrong-namespace", "finance/daily");
    finance().when(new EnrollNamespace("risk")).thenRejected("wrong-namespace", "'risk'");
  }
}
