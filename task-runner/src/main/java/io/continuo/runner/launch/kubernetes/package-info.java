/** Tasks as pods of a Kubernetes cluster: one bare pod for each attempt. */
@NullMarked
package io.continuo.runner.launch.kubernetes;

import org.jspecify.annotations.NullMarked;
