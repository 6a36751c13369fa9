/**
 * How HTTP is spoken here: calls, replies, problems and streams, without a word about what they are
 * about.
 */
@NullMarked
package io.continuo.gateway.http;

import org.jspecify.annotations.NullMarked;
