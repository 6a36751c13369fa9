package io.continuo.gateway.http.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.Json;
import io.continuo.gateway.http.Reply;
import io.continuo.gateway.registry.Compatibility;
import io.continuo.gateway.registry.RegistryFault;
import io.continuo.gateway.registry.RegistryLog;
import io.continuo.gateway.registry.RegistryRecord.SchemaVersion;
import io.continuo.gateway.registry.RegistryRules;
import io.continuo.gateway.registry.RegistryState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** Compatibility levels, and trying a schema against them without registering it. */
final class LevelRoutes {
  private final RegistryLog log;

  LevelRoutes(RegistryLog log) {
    this.log = log;
  }

  void addTo(Endpoints endpoints, String base) {
    endpoints
        .get(base + "/config", _ -> level(globalLevel()))
        .put(base + "/config", call -> setLevel(call, Optional.empty()))
        .get(base + "/config/{subject}", this::subjectLevel)
        .put(base + "/config/{subject}", call -> setLevel(call, Optional.of(call.path("subject"))))
        .delete(base + "/config/{subject}", this::removeLevel)
        .get(base + "/mode", _ -> RegistryRoutes.answer(Json.object().put("mode", "READWRITE")))
        .post(base + "/compatibility/subjects/{subject}/versions", this::tryAgainstAll)
        .post(base + "/compatibility/subjects/{subject}/versions/{version}", this::tryAgainstOne);
  }

  private Compatibility globalLevel() {
    return log.refreshed().ownLevel(Optional.empty()).orElse(RegistryState.DEFAULT_LEVEL);
  }

  private Reply subjectLevel(Call call) {
    RegistryState state = log.refreshed();
    String subject = call.path("subject");
    return level(
        call.flag("defaultToGlobal")
            ? state.levelOf(subject)
            : RegistryRules.ownLevel(state, Optional.of(subject)));
  }

  private Reply setLevel(Call call, Optional<String> subject) {
    String name = call.json().path("compatibility").asText();
    Compatibility level =
        Compatibility.named(name)
            .orElseThrow(
                () ->
                    RegistryFault.INVALID_LEVEL.because(
                        "Invalid compatibility level '"
                            + name
                            + "'. Valid values are "
                            + Arrays.toString(Compatibility.values())));
    log.write(_ -> RegistryRules.setLevel(subject, level));
    return RegistryRoutes.answer(Json.object().put("compatibility", level.name()));
  }

  private Reply removeLevel(Call call) {
    Optional<String> subject = Optional.of(call.path("subject"));
    return level(log.write(state -> RegistryRules.removeLevel(state, subject)));
  }

  private Reply tryAgainstAll(Call call) {
    RegistryState state = log.refreshed();
    String subject = call.path("subject");
    return verdict(call, state.versions(subject, false), state.levelOf(subject));
  }

  private Reply tryAgainstOne(Call call) {
    RegistryState state = log.refreshed();
    String subject = call.path("subject");
    SchemaVersion version = RegistryRules.version(state, subject, call.path("version"), false);
    return verdict(call, List.of(version), state.levelOf(subject));
  }

  private static Reply verdict(Call call, List<SchemaVersion> earlier, Compatibility level) {
    Schema schema = RegistryRoutes.proposed(call);
    Optional<String> breach = RegistryRules.breach(schema, earlier, level);
    ObjectNode body = Json.object().put("is_compatible", breach.isEmpty());
    if (call.flag("verbose")) {
      ArrayNode messages = body.putArray("messages");
      breach.ifPresent(messages::add);
    }
    return RegistryRoutes.answer(body);
  }

  private static Reply level(Compatibility level) {
    return RegistryRoutes.answer(Json.object().put("compatibilityLevel", level.name()));
  }
}
