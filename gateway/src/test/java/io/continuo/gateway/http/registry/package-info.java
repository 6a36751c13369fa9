/** Tests of {@code http.registry}. */
@org.jspecify.annotations.NullMarked
package io.continuo.gateway.http.registry;
