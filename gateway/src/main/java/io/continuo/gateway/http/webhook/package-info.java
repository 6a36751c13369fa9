/** Events of others that start a workflow. */
@NullMarked
package io.continuo.gateway.http.webhook;

import org.jspecify.annotations.NullMarked;
