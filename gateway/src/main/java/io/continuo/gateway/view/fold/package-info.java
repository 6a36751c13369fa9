/** From events to rows: what each event changes, gathered over a batch and written at once. */
@NullMarked
package io.continuo.gateway.view.fold;

import org.jspecify.annotations.NullMarked;
