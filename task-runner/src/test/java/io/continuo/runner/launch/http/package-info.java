/** Tests of the http launcher. */
@NullMarked
package io.continuo.runner.launch.http;

import org.jspecify.annotations.NullMarked;
