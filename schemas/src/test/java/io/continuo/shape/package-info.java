/** The shape of source folders as tests, shared by all modules. */
@NullMarked
package io.continuo.shape;

import org.jspecify.annotations.NullMarked;
