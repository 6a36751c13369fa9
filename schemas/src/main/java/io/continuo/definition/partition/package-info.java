/**
 * Data partitions: calendar slots in a workflow's zone, their labels and the instants at which they
 * start.
 */
@NullMarked
package io.continuo.definition.partition;

import org.jspecify.annotations.NullMarked;
