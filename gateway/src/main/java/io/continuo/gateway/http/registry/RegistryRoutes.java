package io.continuo.gateway.http.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.registry.RegistryException;
import io.continuo.gateway.registry.RegistryFault;
import io.continuo.gateway.registry.RegistryLog;
import io.continuo.gateway.registry.RegistryRecord.SchemaVersion;
import io.continuo.gateway.registry.RegistryRules;
import io.continuo.gateway.registry.RegistryState;
import io.continuo.gateway.registry.SchemaText;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** Subjects, versions and schemas by id: what serializers and deserializers need. */
public final class RegistryRoutes {
  private final RegistryLog log;

  public RegistryRoutes(RegistryLog log) {
    this.log = log;
  }

  /** Adds the routes below this path, which may be empty. */
  public void addTo(Endpoints endpoints, String base) {
    endpoints
        .get(base + "/", _ -> answer(Json.object()))
        .get(base + "/schemas/types", _ -> answer(array(Stream.of("AVRO"))))
        .get(base + "/schemas/ids/{id}", this::schemaById)
        .get(base + "/schemas/ids/{id}/schema", this::schemaTextById)
        .get(base + "/schemas/ids/{id}/versions", this::usesOfId)
        .get(base + "/schemas/ids/{id}/subjects", this::subjectsOfId)
        .get(base + "/subjects", this::subjects)
        .post(base + "/subjects/{subject}", this::lookUp)
        .delete(base + "/subjects/{subject}", this::deleteSubject)
        .get(base + "/subjects/{subject}/versions", this::versions)
        .post(base + "/subjects/{subject}/versions", this::register)
        .get(base + "/subjects/{subject}/versions/{version}", this::version)
        .get(base + "/subjects/{subject}/versions/{version}/schema", this::versionText)
        .delete(base + "/subjects/{subject}/versions/{version}", this::deleteVersion);
    new LevelRoutes(log).addTo(endpoints, base);
  }

  private Reply schemaById(Call call) {
    SchemaVersion found = byId(call);
    ObjectNode body = Json.object();
    if (!found.type().equals("AVRO")) {
      body.put("schemaType", found.type());
    }
    body.put("schema", found.schema());
    if (call.flag("fetchMaxId")) {
      body.put("maxId", log.current().maxId());
    }
    return answer(body);
  }

  private Reply schemaTextById(Call call) {
    return Reply.text(200, RegistryShape.CONTENT_TYPE, byId(call).schema());
  }

  private Reply usesOfId(Call call) {
    ArrayNode uses = JsonNodeFactory.instance.arrayNode();
    uses(call)
        .forEach(v -> uses.addObject().put("subject", v.subject()).put("version", v.version()));
    return answer(uses);
  }

  private Reply subjectsOfId(Call call) {
    return answer(array(uses(call).map(SchemaVersion::subject).distinct().sorted()));
  }

  private Stream<SchemaVersion> uses(Call call) {
    return log.current().usesOf(byId(call).id()).filter(v -> call.flag("deleted") || !v.deleted());
  }

  private Reply subjects(Call call) {
    String prefix = call.query("subjectPrefix").orElse("");
    List<String> names = log.refreshed().subjectNames(call.flag("deleted"));
    return answer(array(names.stream().filter(name -> name.startsWith(prefix))));
  }

  private Reply versions(Call call) {
    return reading(
        state -> {
          ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
          RegistryRules.versions(state, call.path("subject"), call.flag("deleted"))
              .forEach(v -> numbers.add(v.version()));
          return answer(numbers);
        });
  }

  private Reply version(Call call) {
    return answer(full(findVersion(call)));
  }

  private Reply versionText(Call call) {
    return Reply.text(200, RegistryShape.CONTENT_TYPE, findVersion(call).schema());
  }

  private Reply register(Call call) {
    Schema schema = proposed(call);
    String subject = call.path("subject");
    int id = log.write(state -> RegistryRules.register(state, subject, schema));
    return answer(Json.object().put("id", id));
  }

  private Reply lookUp(Call call) {
    String text = proposed(call).toString();
    String subject = call.path("subject");
    return reading(
        state -> {
          RegistryRules.versions(state, subject, call.flag("deleted"));
          return RegistryRules.find(state, subject, text, call.flag("deleted"))
              .map(found -> answer(full(found)))
              .orElseThrow(() -> RegistryFault.SCHEMA_NOT_FOUND.because("Schema not found"));
        });
  }

  private Reply deleteSubject(Call call) {
    List<Integer> versions =
        log.write(state -> RegistryRules.deleteSubject(state, call.path("subject")));
    ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
    versions.forEach(numbers::add);
    return answer(numbers);
  }

  private Reply deleteVersion(Call call) {
    int version =
        log.write(
            state ->
                RegistryRules.deleteVersion(state, call.path("subject"), call.path("version")));
    return answer(JsonNodeFactory.instance.numberNode(version));
  }

  private SchemaVersion findVersion(Call call) {
    return reading(
        state ->
            RegistryRules.version(
                state, call.path("subject"), call.path("version"), call.flag("deleted")));
  }

  private SchemaVersion byId(Call call) {
    String id = call.path("id");
    return reading(
        state ->
            Stream.of(id)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> state.byId().get(Integer.valueOf(text)))
                .filter(found -> found != null)
                .findFirst()
                .orElseThrow(
                    () -> RegistryFault.SCHEMA_NOT_FOUND.because("Schema " + id + " not found")));
  }

  /** Answers from what is known; only when that lacks something, catches up with the log first. */
  private <T> T reading(Function<RegistryState, T> question) {
    try {
      return question.apply(log.current());
    } catch (RegistryException e) {
      return question.apply(log.refreshed());
    }
  }

  /** The Avro schema that a request carries; other types and references are refused by name. */
  static Schema proposed(Call call) {
    ObjectNode body = call.json();
    String type = body.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw RegistryFault.INVALID_SCHEMA.because(
          "Invalid schema type " + type + ": this registry stores AVRO");
    }
    if (!body.path("references").isEmpty()) {
      throw RegistryFault.INVALID_SCHEMA.because(
          "Invalid schema: references are not available yet; put the referenced types into the schema");
    }
    return SchemaText.parse(body.path("schema").asText());
  }

  private static ObjectNode full(SchemaVersion version) {
    ObjectNode body = Json.object();
    body.put("subject", version.subject())
        .put("version", version.version())
        .put("id", version.id());
    if (!version.type().equals("AVRO")) {
      body.put("schemaType", version.type());
    }
    return body.put("schema", version.schema());
  }

  private static ArrayNode array(Stream<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  static Reply answer(JsonNode body) {
    return Reply.json(200, RegistryShape.CONTENT_TYPE, body);
  }
}
