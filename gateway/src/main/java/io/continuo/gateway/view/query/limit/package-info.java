/** Questions about limits: who holds permits, and who waits. */
@NullMarked
package io.continuo.gateway.view.query.limit;

import org.jspecify.annotations.NullMarked;
