/** Pausing more than one workflow: a namespace, or everything. */
@NullMarked
package io.continuo.gateway.http.namespace;

import org.jspecify.annotations.NullMarked;
