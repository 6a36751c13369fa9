/** What the gateway answers, as records; each keeps the JSON it was read from. */
@NullMarked
package io.continuo.sdk.model;

import org.jspecify.annotations.NullMarked;
