/** What a task runner costs by itself. */
@NullMarked
package io.continuo.standalone.bench.runner;

import org.jspecify.annotations.NullMarked;
