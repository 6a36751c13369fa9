/** What the resources of the API share: errors, lists, names. */
@NullMarked
package io.continuo.gateway.http.api;

import org.jspecify.annotations.NullMarked;
