package io.continuo.standalone.bench;

import java.util.List;

/** One measurement with a name of its own; its figures are called {@code name.case.figure}. */
public interface Benchmark {

  /** The word after {@code bench} on the command line. */
  String name();

  /** One line for people: what is measured. */
  String description();

  /** Names of those whose figures its own are set against: they run before it. */
  default List<String> comparedWith() {
    return List.of();
  }

  /** Measures and adds the figures to the report; progress goes to the report's listener. */
  void run(Report report) throws Exception;
}
