/** The read model: committed events folded into SQL, their offsets in the same transaction. */
@NullMarked
package io.continuo.gateway.view;

import org.jspecify.annotations.NullMarked;
