package io.continuo.standalone.bench.limit;

/** Who reads the output topic. */
enum Reader {
  SHARE_GROUP("limit"),
  CONSUMER("limit.consumer");

  /** The beginning of the names of its figures. */
  final String prefix;

  Reader(String prefix) {
    this.prefix = prefix;
  }
}
