package io.continuo.wire.codec;

import io.continuo.wire.UndecodableException;
import org.apache.avro.specific.SpecificRecord;

/** Joins one family of the language to its Avro records. */
public interface RecordCodec<T> {
  SpecificRecord encode(T value);

  /**
   * The value that the record says.
   *
   * @throws UndecodableException if the record is not of this family or says something that cannot
   *     be
   */
  T decode(SpecificRecord wire);
}
