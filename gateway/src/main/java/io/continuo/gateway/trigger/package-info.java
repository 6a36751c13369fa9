/** From events of others, posted or on any topic, to executions: filters, mappings, secrets. */
@NullMarked
package io.continuo.gateway.trigger;

import org.jspecify.annotations.NullMarked;
