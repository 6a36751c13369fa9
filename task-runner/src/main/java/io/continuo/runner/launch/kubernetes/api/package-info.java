/**
 * Talking to a Kubernetes cluster: requests within a budget, patience with a server that is away,
 * news of pods. Knows nothing of tasks.
 */
@NullMarked
package io.continuo.runner.launch.kubernetes.api;

import org.jspecify.annotations.NullMarked;
