/** Task runners: who they are, and sending one home. */
@NullMarked
package io.continuo.gateway.http.runner;

import org.jspecify.annotations.NullMarked;
