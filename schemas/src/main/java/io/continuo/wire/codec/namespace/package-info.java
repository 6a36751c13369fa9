/** Namespaces to Avro and back. */
@NullMarked
package io.continuo.wire.codec.namespace;

import org.jspecify.annotations.NullMarked;
