/** The text as a tree that knows its lines, the same for YAML and JSON. */
@NullMarked
package io.continuo.definition.reader.tree;

import org.jspecify.annotations.NullMarked;
