/** What the topics say, read back by a test. */
@NullMarked
package io.continuo.it.history;

import org.jspecify.annotations.NullMarked;
