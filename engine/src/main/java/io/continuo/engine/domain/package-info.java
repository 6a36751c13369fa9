/**
 * What every decider is: a pure function from state and command to events, and from events to state
 * and effects.
 */
@NullMarked
package io.continuo.engine.domain;

import org.jspecify.annotations.NullMarked;
