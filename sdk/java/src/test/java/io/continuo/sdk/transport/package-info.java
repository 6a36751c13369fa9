/** Tests of the pieces below the client. */
@NullMarked
package io.continuo.sdk.transport;

import org.jspecify.annotations.NullMarked;
