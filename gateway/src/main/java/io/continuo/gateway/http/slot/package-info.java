/** Expected slots: what became of them, and which come next. */
@NullMarked
package io.continuo.gateway.http.slot;

import org.jspecify.annotations.NullMarked;
