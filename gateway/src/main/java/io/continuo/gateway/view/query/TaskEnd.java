package io.continuo.gateway.view.query;

import java.util.Optional;

/** How a task ended, where that is not how its last attempt ended. */
record TaskEnd(String status, Optional<String> message, Optional<String> outputs) {}
