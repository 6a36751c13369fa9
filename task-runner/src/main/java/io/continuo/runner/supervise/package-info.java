/** Attempts on this runner from claim to report, without Kafka. */
@NullMarked
package io.continuo.runner.supervise;

import org.jspecify.annotations.NullMarked;
