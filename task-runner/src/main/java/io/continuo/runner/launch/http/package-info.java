/** Tasks as one HTTP request each, or as a job elsewhere that requests create and follow. */
@NullMarked
package io.continuo.runner.launch.http;

import org.jspecify.annotations.NullMarked;
