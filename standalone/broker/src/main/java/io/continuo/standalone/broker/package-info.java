/**
 * A single-node Kafka broker and controller inside this JVM, for {@code dev}, tests and benchmarks.
 */
@NullMarked
package io.continuo.standalone.broker;

import org.jspecify.annotations.NullMarked;
