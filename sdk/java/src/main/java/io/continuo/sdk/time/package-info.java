/** The slots of a workflow: what is expected, what comes next, and backfills of what has been. */
@NullMarked
package io.continuo.sdk.time;

import org.jspecify.annotations.NullMarked;
