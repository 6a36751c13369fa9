/** Schedules: cron expressions, and the slots that they make expected. */
@NullMarked
package io.continuo.definition.schedule;

import org.jspecify.annotations.NullMarked;
