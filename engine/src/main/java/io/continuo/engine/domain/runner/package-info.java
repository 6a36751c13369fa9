/** The life of one task runner: heartbeats, and the attempts it answers for. */
@NullMarked
package io.continuo.engine.domain.runner;

import org.jspecify.annotations.NullMarked;
