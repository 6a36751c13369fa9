/** Why something does not run yet, or runs still: what the rows of the other rooms say together. */
@NullMarked
package io.continuo.gateway.view.query.why;

import org.jspecify.annotations.NullMarked;
