package io.continuo.engine.topology;

/** Bytes on their way to a topic, keyed so that one aggregate stays in one topic partition. */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copied by nobody
record Outgoing(String topic, String key, byte[] value) {}
