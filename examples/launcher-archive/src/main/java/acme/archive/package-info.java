/** A task type of somebody else's: packs files into an archive. */
@NullMarked
package acme.archive;

import org.jspecify.annotations.NullMarked;
