/** Language to Avro records and back, one codec per family. */
@NullMarked
package io.continuo.wire.codec;

import org.jspecify.annotations.NullMarked;
