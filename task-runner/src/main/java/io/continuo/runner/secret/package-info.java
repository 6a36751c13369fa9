/** Where secrets come from, and how they are kept out of everything that a runner says. */
@NullMarked
package io.continuo.runner.secret;

import org.jspecify.annotations.NullMarked;
