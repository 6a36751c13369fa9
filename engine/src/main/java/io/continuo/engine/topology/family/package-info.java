/** What tells the kinds of aggregate from each other, for the processor that hosts them. */
@NullMarked
package io.continuo.engine.topology.family;

import org.jspecify.annotations.NullMarked;
