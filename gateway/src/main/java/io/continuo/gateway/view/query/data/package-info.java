/**
 * Questions about what comes from outside: datasets and their landings, topics that are listened
 * to.
 */
@NullMarked
package io.continuo.gateway.view.query.data;

import org.jspecify.annotations.NullMarked;
