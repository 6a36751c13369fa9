/** Backfills: planning, creating, looking up, steering. */
@NullMarked
package io.continuo.gateway.http.backfill;

import org.jspecify.annotations.NullMarked;
