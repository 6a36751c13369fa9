/** Limits: how many permits there are, who holds them, who waits. */
@NullMarked
package io.continuo.gateway.http.limit;

import org.jspecify.annotations.NullMarked;
