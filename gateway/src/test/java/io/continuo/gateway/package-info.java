/** The gateway as a whole, on a real Kafka. */
@org.jspecify.annotations.NullMarked
package io.continuo.gateway;
