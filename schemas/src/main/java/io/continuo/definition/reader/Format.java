package io.continuo.definition.reader;

/** How a text is written. */
public enum Format {
  /** YAML 1.2; a text may hold several documents. */
  YAML,
  JSON;

  /** By the name of a file: JSON when it ends so, otherwise YAML. */
  public static Format of(String fileName) {
    return fileName.endsWith(".json") ? JSON : YAML;
  }
}
