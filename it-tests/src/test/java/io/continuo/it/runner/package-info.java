/** Runners killed, suspended and misled, with real containers and processes. */
@NullMarked
package io.continuo.it.runner;

import org.jspecify.annotations.NullMarked;
