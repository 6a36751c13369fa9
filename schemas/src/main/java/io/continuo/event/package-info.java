/** What happened: the alphabet of accepted facts, past tense, in the order of life. */
@NullMarked
package io.continuo.event;

import org.jspecify.annotations.NullMarked;
