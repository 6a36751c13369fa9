/** Reading JSON documents field by field, without reflection. */
@NullMarked
package io.continuo.sdk.json;

import org.jspecify.annotations.NullMarked;
