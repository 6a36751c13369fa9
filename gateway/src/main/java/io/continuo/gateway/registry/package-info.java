/**
 * The embedded schema registry: a fold over the records of {@code _schemas}, and the rules for
 * adding to it.
 */
@NullMarked
package io.continuo.gateway.registry;

import org.jspecify.annotations.NullMarked;
