package io.continuo.gateway.http.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaMetadata;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.continuo.gateway.http.Endpoints;
import io.continuo.gateway.http.HttpService;
import io.continuo.gateway.http.HttpSettings;
import io.continuo.gateway.registry.RegistryLog;
import io.continuo.gateway.registry.RegistryRules;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The embedded registry as Confluent's own client sees it, over HTTP. */
class RegistryContractTest {
  private static final AvroSchema V1 = payment("");
  private static final AvroSchema WITH_NOTE =
      payment(",{\"name\":\"note\",\"type\":\"string\",\"default\":\"\"}");
  private static final AvroSchema WITH_MUST =
      payment(",{\"name\":\"must\",\"type\":\"string\"}"); // cannot read what V1 wrote

  private final RegistryLog log = new InMemoryRegistryLog();
  private HttpService server;

  @BeforeEach
  void start() throws IOException {
    server =
        HttpService.start(
            new HttpSettings("127.0.0.1", 0, List.of()),
            router ->
                new RegistryRoutes(log)
                    .addTo(new Endpoints(router, new RegistryShape()), "/registry"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aSchemaIsFoundByIdBySubjectAndByItself() throws Exception {
    int id = client().register("payments-value", V1);

    assertThat(client().getSchemaById(id)).isEqualTo(V1);
    assertThat(client().getId("payments-value", V1)).isEqualTo(id);
    assertThat(client().getVersion("payments-value", V1)).isEqualTo(1);
    assertThat(client().getAllSubjects()).containsExactly("payments-value");
    SchemaMetadata latest = client().getLatestSchemaMetadata("payments-value");
    assertThat(latest.getId()).isEqualTo(id);
    assertThat(latest.getSchema()).isEqualTo(V1.canonicalString());
    assertThat(client().getSchemaMetadata("payments-value", 1).getId()).isEqualTo(id);
    assertThat(client().getAllVersionsById(id)).hasSize(1);
  }

  @Test
  void theSameSchemaAgainIsTheSameIdAlsoUnderAnotherSubject() throws Exception {
    int id = client().register("a", V1);

    assertThat(client().register("a", V1)).isEqualTo(id);
    assertThat(client().register("b", V1)).isEqualTo(id);
    assertThat(client().register("a", WITH_NOTE)).isEqualTo(id + 1);
    assertThat(client().getAllVersions("a")).containsExactly(1, 2);
    assertThat(client().getAllSubjectsById(id)).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void anIncompatibleSchemaIsRefusedWith409AndLeavesNoTrace() throws Exception {
    client().register("payments", V1);

    assertThat(client().testCompatibility("payments", WITH_NOTE)).isTrue();
    assertThat(client().testCompatibility("payments", WITH_MUST)).isFalse();
    assertThat(client().testCompatibilityVerbose("payments", WITH_MUST).getFirst())
        .contains("must");
    assertRefused(409, 409, () -> client().register("payments", WITH_MUST));
    assertThat(client().getAllVersions("payments")).containsExactly(1);
  }

  @Test
  void compatibilityIsFullTransitiveUntilSomebodySaysOtherwise() throws Exception {
    assertThat(client().getCompatibility(null)).isEqualTo("FULL_TRANSITIVE");
    assertRefused(404, 40408, () -> client().getCompatibility("payments"));
    client().register("payments", V1);

    client().updateCompatibility("payments", "NONE");
    assertThat(client().getCompatibility("payments")).isEqualTo("NONE");
    assertThat(client().register("payments", WITH_MUST)).isEqualTo(2);
    client().deleteCompatibility("payments");
    assertRefused(409, 409, () -> client().register("payments", WITH_NOTE));
    assertRefused(422, 42203, () -> client().updateCompatibility("payments", "SOMETIMES"));
  }

  @Test
  void whatIsNotThereIsSaidInConfluentsCodes() {
    assertRefused(404, 40403, () -> client().getSchemaById(99));
    assertRefused(404, 40401, () -> client().getAllVersions("nobody"));
    assertRefused(404, 40401, () -> client().getId("nobody", V1));
    log.write(state -> RegistryRules.register(state, "a", V1.rawSchema()));
    assertRefused(404, 40402, () -> client().getSchemaMetadata("a", 7));
    assertRefused(404, 40403, () -> client().getId("a", WITH_NOTE));
  }

  @Test
  void aDeletedVersionIsGoneFromItsSubjectAndStillReadableById() throws Exception {
    int id = client().register("payments", V1);

    assertThat(client().deleteSubject("payments")).containsExactly(1);

    assertThat(client().getAllSubjects()).isEmpty();
    assertThat(client().getSchemaById(id)).isEqualTo(V1);
    assertThat(client().register("payments", V1)).isEqualTo(id);
    assertThat(client().getAllVersions("payments")).containsExactly(2);
    assertThat(client().deleteSchemaVersion("payments", "2")).isEqualTo(2);
  }

  @Test
  void nonsenseIsRefusedWithAReason() throws Exception {
    assertThat(post("/registry/subjects/a/versions", "{\"schema\": \"{]\"}"))
        .contains("42201", "Invalid schema");
    assertThat(post("/registry/subjects/a/versions", "no json")).contains("422", "not JSON");
    assertThat(
            post("/registry/subjects/a/versions", "{\"schemaType\":\"PROTOBUF\",\"schema\":\"x\"}"))
        .contains("42201", "PROTOBUF");
  }

  private static void assertRefused(int status, int code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RestClientException.class,
            e -> {
              assertThat(e.getStatus()).isEqualTo(status);
              assertThat(e.getErrorCode()).isEqualTo(code);
            });
  }

  private SchemaRegistryClient client() {
    return new CachedSchemaRegistryClient("http://127.0.0.1:" + server.port() + "/registry", 10);
  }

  private String post(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private static AvroSchema payment(String more) {
    return new AvroSchema(
        "{\"type\":\"record\",\"name\":\"Payment\",\"fields\":[{\"name\":\"cents\",\"type\":\"long\"}"
            + more
            + "]}");
  }
}
