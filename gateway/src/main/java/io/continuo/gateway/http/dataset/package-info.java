/** Datasets, and the news that partitions of them have landed. */
@NullMarked
package io.continuo.gateway.http.dataset;

import org.jspecify.annotations.NullMarked;
