/** Tests of the client against a gateway in memory. */
@NullMarked
package io.continuo.sdk;

import org.jspecify.annotations.NullMarked;
