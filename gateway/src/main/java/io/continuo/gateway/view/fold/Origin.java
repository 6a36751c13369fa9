package io.continuo.gateway.view.fold;

import io.continuo.id.WorkflowId;
import java.util.Optional;

/** What an execution was born with. */
record Origin(
    WorkflowId workflow,
    int version,
    String digest,
    Optional<String> partition,
    int run,
    String trigger,
    String inputs) {}
