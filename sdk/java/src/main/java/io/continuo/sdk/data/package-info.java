/** Datasets, their partitions, and the events that say that a partition has landed. */
@NullMarked
package io.continuo.sdk.data;

import org.jspecify.annotations.NullMarked;
