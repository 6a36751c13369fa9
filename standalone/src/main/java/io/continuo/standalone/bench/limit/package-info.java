/**
 * The bare topology: what Kafka alone allows on this machine, the yardstick of all other figures.
 */
@NullMarked
package io.continuo.standalone.bench.limit;

import org.jspecify.annotations.NullMarked;
