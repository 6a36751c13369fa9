package io.continuo.definition.reader;

import io.continuo.definition.RegisteredTask;
import io.continuo.definition.WorkflowDefinition;
import io.continuo.id.WorkflowId;

/** One definition of a text that may hold several. */
public sealed interface Document {
  WorkflowId id();

  record OfWorkflow(WorkflowDefinition definition) implements Document {
    @Override
    public WorkflowId id() {
      return definition.id();
    }
  }

  record OfTask(RegisteredTask definition) implements Document {
    @Override
    public WorkflowId id() {
      return definition.id();
    }
  }
}
