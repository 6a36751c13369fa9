/** A gateway in memory on the JDK's HTTP server: the API's contract, plus faults on demand. */
@NullMarked
package io.continuo.sdk.fake;

import org.jspecify.annotations.NullMarked;
