package io.continuo.sdk.transport;

import com.fasterxml.jackson.databind.JsonNode;

/** A successful answer: status 200 to 299 and its document, a missing node when it has none. */
public record Answer(int status, JsonNode json) {}
