package io.continuo.wire;

import org.apache.avro.Schema;

/** Schemas by the ids that a registry gave them. */
public interface SchemaStore {

  /**
   * The id of our schema, registered if need be, under its full name as subject.
   *
   * @throws SchemaStoreUnavailableException if the registry does not answer
   */
  int idOf(Schema schema);

  /**
   * The schema with which a record was written.
   *
   * @throws UndecodableException if the registry knows no such id
   * @throws SchemaStoreUnavailableException if the registry does not answer
   */
  Schema byId(int id);
}
