/** The life of one dataset: which partitions have landed, and who wants to know. */
@NullMarked
package io.continuo.engine.domain.dataset;

import org.jspecify.annotations.NullMarked;
