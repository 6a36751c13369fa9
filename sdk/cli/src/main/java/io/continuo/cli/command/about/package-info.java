/** Commands about the program and its user: whoami, version, completion. */
@NullMarked
package io.continuo.cli.command.about;

import org.jspecify.annotations.NullMarked;
