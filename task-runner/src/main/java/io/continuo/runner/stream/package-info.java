/** The runner's ends of the topics: queues, control, commands, logs. */
@NullMarked
package io.continuo.runner.stream;

import org.jspecify.annotations.NullMarked;
