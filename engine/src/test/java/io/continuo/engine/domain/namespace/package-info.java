/** Specs of namespaces and the installation. */
@NullMarked
package io.continuo.engine.domain.namespace;

import org.jspecify.annotations.NullMarked;
