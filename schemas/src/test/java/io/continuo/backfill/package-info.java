/** Plans of backfills. */
@NullMarked
package io.continuo.backfill;

import org.jspecify.annotations.NullMarked;
