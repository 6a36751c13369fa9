/** Runs of the past: what is to be run, in which order. */
@NullMarked
package io.continuo.backfill;

import org.jspecify.annotations.NullMarked;
