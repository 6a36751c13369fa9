package io.continuo.standalone.bench;

/** One measurement with a name of its own; its figures are called {@code name.case.figure}. */
public interface Benchmark {

  /** The word after {@code bench} on the command line. */
  String name();

  /** One line for people: what is measured. */
  String description();

  /** Measures and adds the figures to the report; progress goes to the report's listener. */
  void run(Report report) throws Exception;
}
