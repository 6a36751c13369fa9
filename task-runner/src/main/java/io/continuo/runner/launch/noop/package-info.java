/** The task type that does nothing: joins, tests, and measuring the road without the goods. */
@NullMarked
package io.continuo.runner.launch.noop;

import org.jspecify.annotations.NullMarked;
