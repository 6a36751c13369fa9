/** Files that are served as they are: the bare page and the API's description. */
@NullMarked
package io.continuo.gateway.http.page;

import org.jspecify.annotations.NullMarked;
