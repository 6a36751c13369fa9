/** Who the caller is. */
@NullMarked
package io.continuo.gateway.http.identity;

import org.jspecify.annotations.NullMarked;
