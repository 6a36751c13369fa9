/** Why something stands as it does. */
@NullMarked
package io.continuo.gateway.http.why;

import org.jspecify.annotations.NullMarked;
