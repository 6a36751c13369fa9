/** Fixtures shared by the specs of all deciders. */
@NullMarked
package io.continuo.engine.domain;

import org.jspecify.annotations.NullMarked;
