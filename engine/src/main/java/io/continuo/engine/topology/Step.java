package io.continuo.engine.topology;

import java.util.List;
import java.util.Set;

/**
 * What one command does, computed and not yet written.
 *
 * @param after the aggregate as it will be
 * @param rows names of the rows that change
 * @param out effects first, then events, each in order
 */
record Step<S>(Aggregate<S> after, Set<String> rows, List<Outgoing> out) {}
