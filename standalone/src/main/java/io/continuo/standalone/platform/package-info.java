/**
 * Everything in one JVM: broker, topics, gateway, engine and runner, started in order and stopped
 * in reverse.
 */
@NullMarked
package io.continuo.standalone.platform;

import org.jspecify.annotations.NullMarked;
