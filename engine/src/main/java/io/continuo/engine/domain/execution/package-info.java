/** The life of one execution: its task graph, attempts, retries, timeouts and end. */
@NullMarked
package io.continuo.engine.domain.execution;

import org.jspecify.annotations.NullMarked;
