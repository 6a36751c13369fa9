/** The way in: commands go to the log, and whoever asked waits for the engine's answer. */
@NullMarked
package io.continuo.gateway.command;

import org.jspecify.annotations.NullMarked;
