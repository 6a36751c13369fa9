/** How the gateway is: alive, ready, and in numbers. */
@NullMarked
package io.continuo.gateway.http.health;

import org.jspecify.annotations.NullMarked;
