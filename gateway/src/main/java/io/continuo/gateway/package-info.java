/** The way in and the way to look: HTTP, the read model and the schema registry, wired together. */
@NullMarked
package io.continuo.gateway;

import org.jspecify.annotations.NullMarked;
