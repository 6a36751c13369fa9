/** Stories of time and data: slots, landings, backfills, limits and pauses. */
@NullMarked
package io.continuo.it.time;

import org.jspecify.annotations.NullMarked;
