/**
 * What a workflow says: the whole definition language as pure records, already validated by the
 * reader.
 */
@NullMarked
package io.continuo.definition;

import org.jspecify.annotations.NullMarked;
