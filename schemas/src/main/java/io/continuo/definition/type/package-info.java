/**
 * The types of inputs and outputs: how they are written, what values they accept, which fits into
 * which.
 */
@NullMarked
package io.continuo.definition.type;

import org.jspecify.annotations.NullMarked;
