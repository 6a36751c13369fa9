/** Questions to the read model, in pages. */
@NullMarked
package io.continuo.gateway.view.query;

import org.jspecify.annotations.NullMarked;
