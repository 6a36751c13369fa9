/** The schema registry in Confluent's REST dialect. */
@NullMarked
package io.continuo.gateway.http.registry;

import org.jspecify.annotations.NullMarked;
