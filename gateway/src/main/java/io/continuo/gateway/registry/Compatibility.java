package io.continuo.gateway.registry;

import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;

/** What a new schema owes to the earlier ones of its subject; the names are Confluent's. */
public enum Compatibility {
  NONE,
  BACKWARD,
  BACKWARD_TRANSITIVE,
  FORWARD,
  FORWARD_TRANSITIVE,
  FULL,
  FULL_TRANSITIVE;

  public static Optional<Compatibility> named(String name) {
    return List.of(values()).stream().filter(level -> level.name().equals(name)).findFirst();
  }

  /**
   * The first breach, in words, or nothing.
   *
   * @param earlier newest first
   */
  public Optional<String> breach(Schema proposed, List<Schema> earlier) {
    Optional<SchemaValidator> validator = validator();
    if (validator.isEmpty()) {
      return Optional.empty();
    }
    try {
      validator.get().validate(proposed, earlier);
      return Optional.empty();
    } catch (SchemaValidationException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private Optional<SchemaValidator> validator() {
    return switch (this) {
      case NONE -> Optional.empty();
      case BACKWARD -> Optional.of(builder().canReadStrategy().validateLatest());
      case BACKWARD_TRANSITIVE -> Optional.of(builder().canReadStrategy().validateAll());
      case FORWARD -> Optional.of(builder().canBeReadStrategy().validateLatest());
      case FORWARD_TRANSITIVE -> Optional.of(builder().canBeReadStrategy().validateAll());
      case FULL -> Optional.of(builder().mutualReadStrategy().validateLatest());
      case FULL_TRANSITIVE -> Optional.of(builder().mutualReadStrategy().validateAll());
    };
  }

  private static SchemaValidatorBuilder builder() {
    return new SchemaValidatorBuilder();
  }
}
