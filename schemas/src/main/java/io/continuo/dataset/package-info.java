/** What is said of datasets: that partitions of them have landed. */
@NullMarked
package io.continuo.dataset;

import org.jspecify.annotations.NullMarked;
