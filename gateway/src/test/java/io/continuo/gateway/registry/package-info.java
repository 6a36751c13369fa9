/** Tests of {@code registry}. */
@org.jspecify.annotations.NullMarked
package io.continuo.gateway.registry;
