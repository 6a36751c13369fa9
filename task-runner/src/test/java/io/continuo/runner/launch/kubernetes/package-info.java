/** Tests of the Kubernetes launcher. */
@NullMarked
package io.continuo.runner.launch.kubernetes;

import org.jspecify.annotations.NullMarked;
