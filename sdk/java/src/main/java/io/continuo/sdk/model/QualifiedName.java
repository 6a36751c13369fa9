package io.continuo.sdk.model;

/** A workflow or a registered task by namespace and name. */
public record QualifiedName(String namespace, String name) {
  public QualifiedName {
    if (namespace.isBlank() || name.isBlank() || name.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "'"
              + namespace
              + "/"
              + name
              + "' is not of the form namespace/name, e.g. finance/daily-revenue");
    }
  }

  /** Parses {@code namespace/name}. */
  public static QualifiedName parse(String text) {
    int slash = text.indexOf('/');
    return new QualifiedName(slash < 0 ? "" : text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
