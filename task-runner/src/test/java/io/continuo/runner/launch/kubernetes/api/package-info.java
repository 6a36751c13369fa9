/** Tests of the Kubernetes launcher. */
@NullMarked
package io.continuo.runner.launch.kubernetes.api;

import org.jspecify.annotations.NullMarked;
