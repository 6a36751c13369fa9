/** Questions about datasets and what has landed of them. */
@NullMarked
package io.continuo.gateway.view.query.data;

import org.jspecify.annotations.NullMarked;
