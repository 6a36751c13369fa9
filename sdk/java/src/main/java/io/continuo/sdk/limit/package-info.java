/** Named limits: permits that tasks of all workflows share. */
@NullMarked
package io.continuo.sdk.limit;

import org.jspecify.annotations.NullMarked;
