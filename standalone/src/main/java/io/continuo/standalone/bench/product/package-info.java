/** Benchmarks through the whole product: HTTP trigger, engine, runner, read model. */
@NullMarked
package io.continuo.standalone.bench.product;

import org.jspecify.annotations.NullMarked;
