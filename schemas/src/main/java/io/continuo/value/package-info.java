/** The JSON-shaped values that tasks take and give, without JSON. */
@NullMarked
package io.continuo.value;

import org.jspecify.annotations.NullMarked;
