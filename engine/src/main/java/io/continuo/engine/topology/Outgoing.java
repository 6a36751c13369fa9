package io.continuo.engine.topology;

/** Bytes on their way to a topic, keyed so that one aggregate stays in one topic partition. */
record Outgoing(String topic, String key, byte[] value) {}
