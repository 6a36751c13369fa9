/** Copying the logs of attempts, also of many at once. */
@NullMarked
package io.continuo.cli.logs;

import org.jspecify.annotations.NullMarked;
