/** The public way in for landings: from a topic that anybody may write to, to the datasets. */
@NullMarked
package io.continuo.engine.topology.landing;

import org.jspecify.annotations.NullMarked;
