<<<<<<< HEAD
/** The program that the launcher script starts: development mode, single services, benchmarks. */
=======
/** Everything in one JVM: the {@code dev} command, single services, and the benchmarks. */
>>>>>>> 85ab6c3
@NullMarked
package io.continuo.standalone;

import org.jspecify.annotations.NullMarked;
