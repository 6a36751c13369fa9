package io.continuo.command;

import io.continuo.event.PauseScope;
import io.continuo.id.WorkflowId;

/**
 * What may be asked of a namespace, by its name, or of the whole installation, by {@link
 * #INSTALLATION}.
 */
public sealed interface NamespaceCommand {
  /** Key of the aggregate that knows the namespaces. */
  String INSTALLATION = "*";

  /** A workflow was registered for the first time. */
  record EnrollWorkflow(WorkflowId workflow) implements NamespaceCommand {}

  /** A namespace has its first workflow; told to the installation. */
  record EnrollNamespace(String namespace) implements NamespaceCommand {}

  /**
   * Pauses every workflow in it.
   *
   * @param scope {@code NAMESPACE}, or {@code INSTALLATION} when the installation passes it on
   */
  record PauseNamespace(PauseScope scope, String by) implements NamespaceCommand {}

  record ResumeNamespace(PauseScope scope, String by) implements NamespaceCommand {}
}
