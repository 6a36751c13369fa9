/** What every command shares: the terminal, the global options, the client, names. */
@NullMarked
package io.continuo.cli.session;

import org.jspecify.annotations.NullMarked;
