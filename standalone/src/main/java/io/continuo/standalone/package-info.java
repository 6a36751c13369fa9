/** The program that the launcher script starts: development mode, single services, benchmarks. */
@NullMarked
package io.continuo.standalone;

import org.jspecify.annotations.NullMarked;
