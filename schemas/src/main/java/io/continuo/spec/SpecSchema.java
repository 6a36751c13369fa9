package io.continuo.spec;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.AllowSchemaLoader;
import io.continuo.definition.problem.Suggestion;
import io.continuo.definition.reader.tree.Pointer;
import io.continuo.value.Value;
import io.continuo.wire.ValueJson;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A JSON schema (draft 2020-12) of a task type's own fields. It is whole in itself: nothing that it
 * refers to elsewhere is ever fetched. What all task types have, {@code resources} and {@code
 * stopGrace}, is not shown to it.
 */
public final class SpecSchema {
  private static final Set<String> NOT_ITS_OWN = Set.of("resources", "stopGrace");
  private static final Set<String> SURPLUS =
      Set.of("additionalProperties", "unevaluatedProperties");
  private static final int MAX_FAULTS = 100;
  private static final SpecFault ENDLESS =
      new SpecFault("", "cannot be checked: the JSON schema refers to itself without end");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().locale(Locale.ROOT).formatAssertionsEnabled(true).build();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          builder ->
              builder.schemaLoaders(
                  loaders ->
                      loaders.add(
                          new AllowSchemaLoader(
                              iri -> iri.toString().startsWith("classpath:draft/")))));

  private final JsonSchema schema;
  private final Set<String> fields = new LinkedHashSet<>();

  private SpecSchema(JsonSchema schema, JsonNode tree) {
    this.schema = schema;
    tree.path("properties").fieldNames().forEachRemaining(fields::add);
  }

  /**
   * Reads the text of a schema.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  public static SpecSchema of(String text) {
    try {
      JsonNode tree = JSON.readTree(text);
      if (!tree.isObject()) {
        throw new IllegalArgumentException(
            "a schema is a JSON object, such as {\"type\": \"object\"}");
      }
      Set<ValidationMessage> wrong =
          FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012), CONFIG).validate(tree);
      if (!wrong.isEmpty()) {
        ValidationMessage first = wrong.iterator().next();
        throw new IllegalArgumentException(
            "no JSON schema of draft 2020-12: "
                + new SpecFault(first.getInstanceLocation().toString(), first.getError()));
      }
      JsonSchema schema = FACTORY.getSchema(tree, CONFIG);
      schema.initializeValidators();
      SpecSchema made = new SpecSchema(schema, tree);
      if (made.faults(Value.Fields.EMPTY).contains(ENDLESS)) {
        throw new IllegalArgumentException("it refers to itself without end");
      }
      return made;
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    } catch (JsonSchemaException e) {
      throw new IllegalArgumentException(
          "a schema that cannot be used: "
              + e.getMessage()
              + "; what it refers to must be in itself, below $defs",
          e);
    }
  }

  /**
   * What it does not accept of a spec whose references are resolved, the first hundred of it;
   * nothing, if all is well.
   */
  public List<SpecFault> faults(Value.Fields spec) {
    return faults(own(spec), message -> true);
  }

  /**
   * The same of a spec as its author wrote it. What holds a reference may become anything, so
   * nothing is said that could depend on it.
   */
  public List<SpecFault> faultsOfWritten(Value.Fields spec) {
    Written written = Written.of(own(spec));
    return faults(
        written.literal(),
        message ->
            written.decides(message.getInstanceLocation().toString(), message.getEvaluationPath()));
  }

  private List<SpecFault> faults(Value.Fields spec, Predicate<ValidationMessage> counts) {
    try {
      return schema.validate(JSON.readTree(ValueJson.write(spec))).stream()
          .filter(counts)
          .map(this::fault)
          .distinct()
          .limit(MAX_FAULTS)
          .toList();
    } catch (JacksonException e) {
      throw new IllegalStateException("what was written as JSON is none", e);
    } catch (StackOverflowError e) {
      return List.of(ENDLESS);
    }
  }

  private static Value.Fields own(Value.Fields spec) {
    Map<String, Value> own = new LinkedHashMap<>(spec.values());
    own.keySet().removeAll(NOT_ITS_OWN);
    return new Value.Fields(own);
  }

  private SpecFault fault(ValidationMessage message) {
    String pointer = message.getInstanceLocation().toString();
    if (!SURPLUS.contains(message.getType())) {
      return new SpecFault(pointer, message.getError());
    }
    String field = message.getProperty();
    String cure = pointer.isEmpty() ? Suggestion.cure(field, "fields", fields) : ": remove it";
    return new SpecFault(
        pointer + Pointer.ROOT.child(field), "unknown field '" + field + "'" + cure);
  }
}
