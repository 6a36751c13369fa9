/** Tests of where secrets come from, and of hiding them. */
@NullMarked
package io.continuo.runner.secret;

import org.jspecify.annotations.NullMarked;
