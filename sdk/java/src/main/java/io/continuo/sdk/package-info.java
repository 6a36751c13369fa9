/** The client of the Continuo gateway: start at {@link io.continuo.sdk.ContinuoClient}. */
@NullMarked
package io.continuo.sdk;

import org.jspecify.annotations.NullMarked;
