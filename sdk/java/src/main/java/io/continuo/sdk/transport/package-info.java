/** One HTTP exchange: repeating it safely, paging, streams that resume. */
@NullMarked
package io.continuo.sdk.transport;

import org.jspecify.annotations.NullMarked;
