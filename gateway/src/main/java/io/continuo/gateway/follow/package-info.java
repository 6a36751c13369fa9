/** What all who follow topics need: their partitions, and a place for what cannot be read. */
@NullMarked
package io.continuo.gateway.follow;

import org.jspecify.annotations.NullMarked;
