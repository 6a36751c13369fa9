/** Tests of {@code view}. */
@org.jspecify.annotations.NullMarked
package io.continuo.gateway.view;
