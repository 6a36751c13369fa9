/** What other programs may rely on: schemas that stay compatible, records that stay readable. */
@NullMarked
package io.continuo.wire;

import org.jspecify.annotations.NullMarked;
