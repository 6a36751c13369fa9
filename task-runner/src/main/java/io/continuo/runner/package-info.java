/** The task runner: takes ready tasks from its queues, launches them, reports how they ended. */
@NullMarked
package io.continuo.runner;

import org.jspecify.annotations.NullMarked;
