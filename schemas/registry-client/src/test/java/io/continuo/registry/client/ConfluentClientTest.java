package io.continuo.registry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfluentClientTest {
  private static final AvroSchema PAYMENT =
      new AvroSchema(
          "{\"type\":\"record\",\"name\":\"Payment\",\"fields\":[{\"name\":\"cents\",\"type\":\"long\"}]}");

  @Test
  void aRegisteredSchemaIsFoundByItsIdWithoutAskingAgain() throws Exception {
    try (TinyRegistry registry = new TinyRegistry()) {
      SchemaRegistryClient writer = client(registry);

      int id = writer.register("payments", PAYMENT);
      assertThat(writer.register("payments", PAYMENT)).isEqualTo(id);
      assertThat(writer.getSchemaById(id)).isEqualTo(PAYMENT);

      assertThat(registry.requests()).containsExactly("POST /subjects/payments/versions");
    }
  }

  @Test
  void aReaderAsksOnceForEachId() throws Exception {
    try (TinyRegistry registry = new TinyRegistry()) {
      int id = client(registry).register("payments", PAYMENT);
      SchemaRegistryClient reader = client(registry);

      assertThat(reader.getSchemaById(id)).isEqualTo(PAYMENT);
      assertThat(reader.getSchemaById(id)).isEqualTo(PAYMENT);

      assertThat(registry.requests())
          .containsExactly("POST /subjects/payments/versions", "GET /schemas/ids/" + id);
    }
  }

  @Test
  void anUnknownIdCarriesTheCodeOfTheRegistry() throws Exception {
    try (TinyRegistry registry = new TinyRegistry()) {
      assertThatThrownBy(() -> client(registry).getSchemaById(7))
          .isInstanceOfSatisfying(
              RestClientException.class, e -> assertThat(e.getErrorCode()).isEqualTo(40403));
    }
  }

  @Test
  void credentialsAreFoundThroughTheRenamedServiceFiles() throws Exception {
    try (TinyRegistry registry = new TinyRegistry()) {
      Map<String, String> basic =
          Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "me:secret");
      Map<String, String> bearer =
          Map.of("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", "secret");

      assertThat(
              new CachedSchemaRegistryClient(registry.url(), 10, basic)
                  .register("payments", PAYMENT))
          .isEqualTo(1);
      assertThat(
              new CachedSchemaRegistryClient(registry.url(), 10, bearer)
                  .register("payments", PAYMENT))
          .isEqualTo(2);
    }
  }

  @Test
  void noClassRemembersTheJarThatCarriedIt() {
    assertThat(new ClassFileImporter().importPackages("io.confluent"))
        .isNotEmpty()
        .allSatisfy(
            type ->
                assertThat(type.getDirectDependenciesFromSelf())
                    .noneMatch(
                        use -> use.getTargetClass().getName().startsWith("org.apache.flink")));
  }

  private static SchemaRegistryClient client(TinyRegistry registry) {
    return new CachedSchemaRegistryClient(registry.url(), 10);
  }
}
