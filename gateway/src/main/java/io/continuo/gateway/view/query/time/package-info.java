/** Questions about slots and backfills. */
@NullMarked
package io.continuo.gateway.view.query.time;

import org.jspecify.annotations.NullMarked;
