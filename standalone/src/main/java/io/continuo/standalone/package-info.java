/** Everything in one JVM: the {@code dev} command, single services, and the benchmarks. */
@NullMarked
package io.continuo.standalone;

import org.jspecify.annotations.NullMarked;
