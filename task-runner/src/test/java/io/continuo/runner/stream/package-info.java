/** Tests of the runner's ends of the topics. */
@NullMarked
package io.continuo.runner.stream;

import org.jspecify.annotations.NullMarked;
