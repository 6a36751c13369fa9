package io.continuo.engine.topology.landing;

import io.continuo.avro.dataset.DatasetLanded;
import io.continuo.dataset.Landing;
import io.continuo.id.Names;
import io.continuo.value.Value;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.ValueJson;
import io.continuo.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Reads landings in each form that the topic takes: our Avro record in Confluent's wire format, or
 * a CloudEvent 1.0 as JSON (structured) or in headers {@code ce_...} (binary), as its Kafka binding
 * has them.
 */
public final class LandingFormat {
  /** Type of the CloudEvents. */
  public static final String TYPE = "continuo.dataset.landed";

  private static final String HEADER = "ce_";

  private final WireFormat format;

  public LandingFormat(WireFormat format) {
    this.format = format;
  }

  /**
   * The landing that the record says.
   *
   * @throws UndecodableException with a sentence that says what is missing or wrong
   */
  public Landed read(Headers headers, byte[] value) {
    if (headers.lastHeader(HEADER + "specversion") != null) {
      Value.Fields data = value.length == 0 ? Value.Fields.EMPTY : json(value);
      return event(name -> header(headers, name), data);
    }
    if (value.length > 0 && value[0] == 0) {
      return avro(value);
    }
    Value.Fields event = json(value);
    Value data = event.values().getOrDefault("data", Value.Fields.EMPTY);
    return event(
        name -> text(event, name),
        data instanceof Value.Fields fields ? fields : Value.Fields.EMPTY);
  }

  private static Value.Fields json(byte[] value) {
    return ValueJson.readFields(new String(value, StandardCharsets.UTF_8));
  }

  private static Optional<String> header(Headers headers, String name) {
    Header header = headers.lastHeader(HEADER + name);
    return header == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }

  private static Optional<String> text(Value.Fields fields, String name) {
    return fields.values().get(name) instanceof Value.Text(String text)
        ? Optional.of(text)
        : Optional.empty();
  }

  private Landed avro(byte[] value) {
    if (!(format.read(value) instanceof DatasetLanded landed)) {
      throw new UndecodableException("the record is no DatasetLanded");
    }
    return landed(
        landed.getDataset(),
        new Landing(
            landed.getId(),
            landed.getSource(),
            Optional.ofNullable(landed.getPartition()),
            Optional.ofNullable(landed.getUri()),
            Optional.ofNullable(landed.getTime()),
            Optional.empty()));
  }

  private static Landed event(Function<String, Optional<String>> attributes, Value.Fields data) {
    String version = required(attributes, "specversion");
    if (!version.equals("1.0")) {
      throw new UndecodableException("specversion is '" + version + "': write 1.0");
    }
    String type = required(attributes, "type");
    if (!type.equals(TYPE)) {
      throw new UndecodableException("the type is '" + type + "': landings are of type " + TYPE);
    }
    String[] subject = required(attributes, "subject").split("@", 2);
    return landed(
        subject[0],
        new Landing(
            required(attributes, "id"),
            required(attributes, "source"),
            subject.length == 2 ? Optional.of(subject[1]) : Optional.empty(),
            text(data, "uri"),
            attributes.apply("time").map(LandingFormat::time),
            Optional.empty()));
  }

  private static String required(Function<String, Optional<String>> attributes, String name) {
    return attributes
        .apply(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(
            () ->
                new UndecodableException(
                    "no CloudEvent: the attribute '" + name + "' is missing or no text"));
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new UndecodableException("'" + text + "' is no time: write RFC 3339", e);
    }
  }

  private static Landed landed(String dataset, Landing landing) {
    if (!Names.isValid(dataset)) {
      throw new UndecodableException("'" + dataset + "' is no name of a dataset");
    }
    if (landing.id().length() > Landing.MAX_LENGTH
        || landing.source().length() > Landing.MAX_LENGTH) {
      throw new UndecodableException(
          "id and source have at most " + Landing.MAX_LENGTH + " characters");
    }
    return new Landed(dataset, landing);
  }
}
