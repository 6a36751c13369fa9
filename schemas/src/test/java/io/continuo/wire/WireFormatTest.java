package io.continuo.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.avro.execution.CancelExecution;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
}
