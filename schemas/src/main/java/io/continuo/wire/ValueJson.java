package io.continuo.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.continuo.value.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@link Value} as JSON text. */
public final class ValueJson {
  private static final JsonFactory JSON = new JsonFactory();

  private ValueJson() {}

  public static String write(Value value) {
    if (value instanceof Value.Fields fields && fields.isEmpty()) {
      return "{}";
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      write(value, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Reads a JSON object; anything else is undecodable. */
  public static Value.Fields readFields(String json) {
    if (json.equals("{}")) {
      return Value.Fields.EMPTY;
    }
    if (read(json) instanceof Value.Fields fields) {
      return fields;
    }
    throw new UndecodableException("expected a JSON object");
  }

  public static Value read(String json) {
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      Value value = read(parser);
      if (parser.nextToken() != null) {
        throw new UndecodableException("text after the JSON value");
      }
      return value;
    } catch (IOException e) {
      throw new UndecodableException("not JSON: " + e.getMessage(), e);
    }
  }

  private static void write(Value value, JsonGenerator out) throws IOException {
    switch (value) {
      case Value.Null() -> out.writeNull();
      case Value.Bool(boolean bool) -> out.writeBoolean(bool);
      case Value.Whole(long whole) -> out.writeNumber(whole);
      case Value.Decimal(double decimal) -> out.writeNumber(decimal);
      case Value.Text(String text) -> out.writeString(text);
      case Value.Items(List<Value> items) -> {
        out.writeStartArray();
        for (Value item : items) {
          write(item, out);
        }
        out.writeEndArray();
      }
      case Value.Fields(Map<String, Value> fields) -> {
        out.writeStartObject();
        for (Map.Entry<String, Value> field : fields.entrySet()) {
          out.writeFieldName(field.getKey());
          write(field.getValue(), out);
        }
        out.writeEndObject();
      }
    }
  }

  private static Value read(JsonParser in) throws IOException {
    JsonToken token = in.currentToken();
    if (token == null) {
      throw new UndecodableException("JSON ends where a value should be");
    }
    return switch (token) {
      case VALUE_NULL -> Value.NULL;
      case VALUE_TRUE -> Value.of(true);
      case VALUE_FALSE -> Value.of(false);
      case VALUE_STRING -> Value.of(in.getText());
      case VALUE_NUMBER_INT ->
          in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? Value.of(in.getDoubleValue())
              : Value.of(in.getLongValue());
      case VALUE_NUMBER_FLOAT -> Value.of(in.getDoubleValue());
      case START_ARRAY -> items(in);
      case START_OBJECT -> fields(in);
      case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new UndecodableException("unexpected " + token);
    };
  }

  private static Value items(JsonParser in) throws IOException {
    List<Value> items = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      items.add(read(in));
    }
    return new Value.Items(items);
  }

  private static Value fields(JsonParser in) throws IOException {
    Map<String, Value> fields = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      fields.put(name, read(in));
    }
    return new Value.Fields(fields);
  }
}
