/** The one canonical JSON of a definition, from which its digest is taken. */
@NullMarked
package io.continuo.definition.canonical;

import org.jspecify.annotations.NullMarked;
