/** Identities: who is meant, and nothing about it. */
@NullMarked
package io.continuo.id;

import org.jspecify.annotations.NullMarked;
