/** The compiled task graph that the engine walks by index. */
@NullMarked
package io.continuo.definition.plan;

import org.jspecify.annotations.NullMarked;
