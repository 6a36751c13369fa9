package io.continuo.wire;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Any registry that speaks Confluent's REST API, by Confluent's own client; subjects are record
 * names.
 */
public final class ConfluentSchemas implements SchemaStore {
  private static final int CAPACITY = 10_000;
  private static final int NOT_FOUND = 404;

  private final SchemaRegistryClient client;

  /**
   * A store at this address.
   *
   * @param config settings of Confluent's client, for example {@code basic.auth.user.info}
   */
  public ConfluentSchemas(List<String> urls, Map<String, ?> config) {
    this.client = new CachedSchemaRegistryClient(urls, CAPACITY, config);
  }

  @Override
  public int idOf(Schema schema) {
    try {
      return client.register(schema.getFullName(), new AvroSchema(schema));
    } catch (RestClientException e) {
      throw new SchemaStoreUnavailableException(
          "the registry refuses " + schema.getFullName() + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new SchemaStoreUnavailableException(
          "the schema registry does not answer: " + e.getMessage(), e);
    }
  }

  @Override
  public Schema byId(int id) {
    try {
      return (Schema) client.getSchemaById(id).rawSchema();
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND) {
        throw new UndecodableException("schema id " + id + " is not in the registry", e);
      }
      throw new SchemaStoreUnavailableException(
          "the schema registry cannot say what id " + id + " is", e);
    } catch (IOException | ClassCastException e) {
      throw new SchemaStoreUnavailableException(
          "the schema registry does not answer: " + e.getMessage(), e);
    }
  }
}
