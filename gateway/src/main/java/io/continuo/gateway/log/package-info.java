/** Logs of attempts as plain files, filled from the logs topic. */
@NullMarked
package io.continuo.gateway.log;

import org.jspecify.annotations.NullMarked;
