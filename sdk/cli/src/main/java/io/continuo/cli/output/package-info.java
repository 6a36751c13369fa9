/** Data on stdout as table, JSON, YAML or names; knows nothing of commands. */
@NullMarked
package io.continuo.cli.output;

import org.jspecify.annotations.NullMarked;
