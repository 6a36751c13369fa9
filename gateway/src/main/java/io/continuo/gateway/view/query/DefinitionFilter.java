package io.continuo.gateway.view.query;

import java.util.Optional;

/** Which definitions a list holds; what is empty does not matter. */
public record DefinitionFilter(
    Definitions.Kind kind, Optional<String> namespace, Optional<String> name) {}
