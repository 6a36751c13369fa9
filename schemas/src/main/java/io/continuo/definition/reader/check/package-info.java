/** What only the whole definition can tell: references, types along the wires, cycles. */
@NullMarked
package io.continuo.definition.reader.check;

import org.jspecify.annotations.NullMarked;
