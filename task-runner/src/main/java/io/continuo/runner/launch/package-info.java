/** The contract between the runner and the ways to run a task: launchers, workspaces, endings. */
@NullMarked
package io.continuo.runner.launch;

import org.jspecify.annotations.NullMarked;
