/** The parts of the language, each read from its place. */
@NullMarked
package io.continuo.definition.reader.part;

import org.jspecify.annotations.NullMarked;
