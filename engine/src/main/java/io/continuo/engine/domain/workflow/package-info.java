/** The life of one workflow: versions, triggers, and how many executions may be live at once. */
@NullMarked
package io.continuo.engine.domain.workflow;

import org.jspecify.annotations.NullMarked;
