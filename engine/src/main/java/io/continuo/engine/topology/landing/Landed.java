package io.continuo.engine.topology.landing;

import io.continuo.dataset.Landing;

/** A landing, and of which dataset. */
public record Landed(String dataset, Landing landing) {}
