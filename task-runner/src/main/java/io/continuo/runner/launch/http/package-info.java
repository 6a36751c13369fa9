/** Tasks as one HTTP request each. */
@NullMarked
package io.continuo.runner.launch.http;

import org.jspecify.annotations.NullMarked;
