/** Namespaces and the installation: who is in them, and whether all of them stand still. */
@NullMarked
package io.continuo.engine.domain.namespace;

import org.jspecify.annotations.NullMarked;
