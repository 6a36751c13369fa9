/** Everything that can go wrong in a call, as exceptions that say what to do. */
@NullMarked
package io.continuo.sdk.problem;

import org.jspecify.annotations.NullMarked;
