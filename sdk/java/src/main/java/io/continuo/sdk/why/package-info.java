/** Why something is not at its end yet. */
@NullMarked
package io.continuo.sdk.why;

import org.jspecify.annotations.NullMarked;
