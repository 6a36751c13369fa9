/** What is asked of an aggregate: imperative, at least once, not yet true. */
@NullMarked
package io.continuo.command;

import org.jspecify.annotations.NullMarked;
