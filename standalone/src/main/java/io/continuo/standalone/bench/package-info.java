/** The benchmarks: what is measured, how it is reported, and the frame that runs them. */
@NullMarked
package io.continuo.standalone.bench;

import org.jspecify.annotations.NullMarked;
