package io.continuo.event;

import io.continuo.id.WorkflowId;

/** The life of one namespace, or of the installation. */
public sealed interface NamespaceEvent {

  record WorkflowEnrolled(WorkflowId workflow) implements NamespaceEvent {}

  record NamespaceEnrolled(String namespace) implements NamespaceEvent {}

  record NamespacePaused(PauseScope scope, String by) implements NamespaceEvent {}

  record NamespaceResumed(PauseScope scope, String by) implements NamespaceEvent {}

  record NamespaceCommandRejected(String command, String code, String message)
      implements NamespaceEvent {}
}
