package io.continuo.id;

/** A workflow (or a registered task) by namespace and name. */
public record WorkflowId(String namespace, String name) {
  public WorkflowId {
    Names.require("namespace", namespace);
    Names.require("name", name);
  }

  /** Parses {@code namespace/name}. */
  public static WorkflowId parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("'" + text + "' is not of the form namespace/name");
    }
    return new WorkflowId(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
