/** Tests of {@code log}. */
@org.jspecify.annotations.NullMarked
package io.continuo.gateway.log;
