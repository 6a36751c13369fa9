package io.continuo.gateway.registry;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Avro schemas as text. */
public final class SchemaText {
  private SchemaText() {}

  /**
   * Parses a schema.
   *
   * @throws RegistryException INVALID_SCHEMA with the parser's reason
   */
  public static Schema parse(String text) {
    try {
      return new Schema.Parser().parse(text);
    } catch (AvroRuntimeException e) {
      throw RegistryFault.INVALID_SCHEMA.because("Invalid schema: " + e.getMessage());
    }
  }
}
