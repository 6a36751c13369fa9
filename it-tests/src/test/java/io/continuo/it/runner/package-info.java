/** Stories of runners: what they launch and who brings it. */
@NullMarked
package io.continuo.it.runner;

import org.jspecify.annotations.NullMarked;
