package io.continuo.cli.output;

/** How data is written to stdout; the constants are what users type. */
public enum Format {
  table,
  json,
  yaml,
  name
}
