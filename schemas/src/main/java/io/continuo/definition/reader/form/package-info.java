/** Reading a place of the tree as what it should be, with a problem where it is not. */
@NullMarked
package io.continuo.definition.reader.form;

import org.jspecify.annotations.NullMarked;
