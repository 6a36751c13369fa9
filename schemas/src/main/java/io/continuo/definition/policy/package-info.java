/** What a workflow or task wants to happen in time: retries, timeouts, overlap, failure. */
@NullMarked
package io.continuo.definition.policy;

import org.jspecify.annotations.NullMarked;
