@NullMarked
package io.continuo.gateway.trigger;

import org.jspecify.annotations.NullMarked;
