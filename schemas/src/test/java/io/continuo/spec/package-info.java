@NullMarked
package io.continuo.spec;

import org.jspecify.annotations.NullMarked;
