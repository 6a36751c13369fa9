@NullMarked
package acme.archive;

import org.jspecify.annotations.NullMarked;
