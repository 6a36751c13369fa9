package io.continuo.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Confluent's wire format: a zero byte, the schema id as four bytes big-endian, then Avro binary.
 * Safe for use by many threads.
 */
public final class WireFormat {
  private static final int HEADER = 5;

  static {
    TrustedRecords.install();
  }

  private record Writer(int id, DatumWriter<SpecificRecord> datum) {}

  private final SchemaStore schemas;
  private final Map<Class<?>, Writer> writers = new ConcurrentHashMap<>();
  private final Map<Integer, DatumReader<SpecificRecord>> readers = new ConcurrentHashMap<>();

  public WireFormat(SchemaStore schemas) {
    this.schemas = schemas;
  }

  /** Asks for the ids of these schemas now, so that no later write waits for the registry. */
  public void prepare(Iterable<Schema> ours) {
    for (Schema schema : ours) {
      writers.computeIfAbsent(SpecificData.get().getClass(schema), type -> writer(schema));
    }
  }

  /**
   * The same for whoever may be up before the registry: tries again every second until it answers.
   *
   * @param told hears why it has to wait, each time
   */
  public void prepare(Iterable<Schema> ours, Consumer<String> told) throws InterruptedException {
    while (true) {
      try {
        prepare(ours);
        return;
      } catch (SchemaStoreUnavailableException e) {
        told.accept(e.getMessage());
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }

  public byte[] write(SpecificRecord record) {
    Writer writer = writers.computeIfAbsent(record.getClass(), type -> writer(record.getSchema()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    bytes.write(0);
    bytes.write(writer.id >>> 24);
    bytes.write(writer.id >>> 16);
    bytes.write(writer.id >>> 8);
    bytes.write(writer.id);
    try {
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      writer.datum.write(record, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The record that the bytes say, in our version of its schema.
   *
   * @throws UndecodableException if they say nothing we know
   */
  public SpecificRecord read(byte[] bytes) {
    if (bytes.length < HEADER || bytes[0] != 0) {
      throw new UndecodableException(
          "no Avro record in Confluent's wire format: it begins with a zero byte and an id");
    }
    int id = ByteBuffer.wrap(bytes, 1, 4).getInt();
    DatumReader<SpecificRecord> reader = readers.computeIfAbsent(id, this::reader);
    try {
      return reader.read(
          null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
    } catch (IOException
        | AvroRuntimeException
        | IndexOutOfBoundsException
        | NegativeArraySizeException e) {
      throw new UndecodableException("bytes do not fit schema id " + id + ": " + e.getMessage(), e);
    }
  }

  private Writer writer(Schema schema) {
    return new Writer(schemas.idOf(schema), new SpecificDatumWriter<>(schema));
  }

  private DatumReader<SpecificRecord> reader(int id) {
    Schema written = schemas.byId(id);
    Class<?> type = SpecificData.get().getClass(written);
    if (type == null || !SpecificRecord.class.isAssignableFrom(type)) {
      throw new UndecodableException("record type " + written.getFullName() + " is not known here");
    }
    return new SpecificDatumReader<>(written, SpecificData.get().getSchema(type));
  }
}
