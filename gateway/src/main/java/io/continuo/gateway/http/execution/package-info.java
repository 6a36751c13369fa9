/** Executions: trigger, list, look into, follow, cancel. */
@NullMarked
package io.continuo.gateway.http.execution;

import org.jspecify.annotations.NullMarked;
