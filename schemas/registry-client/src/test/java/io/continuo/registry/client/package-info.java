/** That Confluent's client, under its own names again, does its work. */
@NullMarked
package io.continuo.registry.client;

import org.jspecify.annotations.NullMarked;
