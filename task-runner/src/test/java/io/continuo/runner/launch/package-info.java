/** The contract that every launcher must keep. */
@NullMarked
package io.continuo.runner.launch;

import org.jspecify.annotations.NullMarked;
