package io.continuo.definition.template;

/** A reference found no value: the task that it names gave none, or the value has no such part. */
public final class UnresolvedReference extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnresolvedReference(Reference reference, String why) {
    super("${" + reference + "} has no value: " + why);
  }
}
