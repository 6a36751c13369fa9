/** User stories, bad input and killed processes, against everything as it runs. */
@NullMarked
package io.continuo.it;

import org.jspecify.annotations.NullMarked;
