/** From YAML or JSON text to definitions, or to all their problems at once. */
@NullMarked
package io.continuo.definition.reader;

import org.jspecify.annotations.NullMarked;
