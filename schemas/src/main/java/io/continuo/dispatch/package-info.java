/** What passes between the engine and the task runners, besides the runners' commands. */
@NullMarked
package io.continuo.dispatch;

import org.jspecify.annotations.NullMarked;
