/** Text and values that refer to others by ${...}, and their resolution. */
@NullMarked
package io.continuo.definition.template;

import org.jspecify.annotations.NullMarked;
