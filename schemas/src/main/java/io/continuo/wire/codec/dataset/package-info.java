/** Datasets to Avro and back. */
@NullMarked
package io.continuo.wire.codec.dataset;

import org.jspecify.annotations.NullMarked;
