/** Limits to Avro and back. */
@NullMarked
package io.continuo.wire.codec.limit;

import org.jspecify.annotations.NullMarked;
