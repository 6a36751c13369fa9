package io.continuo.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.avro.execution.CancelExecution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class WireFormatTest {
  private final WireFormat format = new WireFormat(new InMemorySchemas());

  @Test
  void aRecordBeginsWithAZeroByteAndItsSchemaId() {
    byte[] bytes = format.write(new CancelExecution("ada", "why"));
    assertThat(bytes).startsWith(0, 0, 0, 0, 1);
    assertThat(format.read(bytes)).isEqualTo(new CancelExecution("ada", "why"));
  }

  @Test
  void garbageIsUndecodableAndSaysWhy() {
    assertThatThrownBy(() -> format.read("garbage".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("begins with a zero byte");
    assertThatThrownBy(() -> format.read(new byte[] {0, 0, 0, 0, 9, 1}))
        .isInstanceOf(UndecodableException.class)
        .hasMessage("schema id 9 is not in the registry");
  }

  @Test
  void aRecordThatIsCutShortIsUndecodable() {
    byte[] bytes = format.write(new CancelExecution("ada", "why"));
    assertThatThrownBy(() -> format.read(Arrays.copyOf(bytes, bytes.length - 2)))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("do not fit schema id 1");
  }

  @Test
  void whoIsUpBeforeTheRegistryWaitsForItAndSaysWhy() throws Exception {
    InMemorySchemas schemas = new InMemorySchemas();
    AtomicInteger asked = new AtomicInteger();
    SchemaStore late =
        new SchemaStore() {
          @Override
          public int idOf(Schema schema) {
            if (asked.incrementAndGet() == 1) {
              throw new SchemaStoreUnavailableException("not up yet", new IOException());
            }
            return schemas.idOf(schema);
          }

          @Override
          public Schema byId(int id) {
            return schemas.byId(id);
          }
        };
    List<String> told = new ArrayList<>();

    new WireFormat(late).prepare(List.of(CancelExecution.getClassSchema()), told::add);

    assertThat(told).containsExactly("not up yet");
    assertThat(asked).hasValue(2);
  }
}
