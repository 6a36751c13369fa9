/** Workflows and the tasks that they share: register, look up, pause. */
@NullMarked
package io.continuo.gateway.http.workflow;

import org.jspecify.annotations.NullMarked;
