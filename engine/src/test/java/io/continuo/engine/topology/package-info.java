/** The topology without a broker: same commands, same bytes. */
@NullMarked
package io.continuo.engine.topology;

import org.jspecify.annotations.NullMarked;
