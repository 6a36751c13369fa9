/** Backfills to Avro and back. */
@NullMarked
package io.continuo.wire.codec.backfill;

import org.jspecify.annotations.NullMarked;
