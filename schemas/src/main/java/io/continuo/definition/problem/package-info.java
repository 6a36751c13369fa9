/** What is wrong with a definition: where, what, and what to do about it. */
@NullMarked
package io.continuo.definition.problem;

import org.jspecify.annotations.NullMarked;
