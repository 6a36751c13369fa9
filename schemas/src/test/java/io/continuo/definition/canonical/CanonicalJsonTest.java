package io.continuo.definition.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.continuo.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {

  @Test
  void keysAreSortedAndNothingIsSpaced() {
    Map<String, Value> fields = new LinkedHashMap<>();
    fields.put("b", new Value.Items(List.of(Value.of(1), Value.NULL, Value.of(true))));
    fields.put("a", new Value.Fields(Map.of()));
    fields.put("B", new Value.Items(List.of()));
    assertThat(CanonicalJson.text(new Value.Fields(fields)))
        .isEqualTo("{\"B\":[],\"a\":{},\"b\":[1,null,true]}");
  }

  @Test
  void onlyWhatJsonDemandsIsEscaped() {
    assertThat(CanonicalJson.text(Value.of("\"\\\n\u0001/é😀")))
        .isEqualTo("\"\\\"\\\\\\n\\u0001/é😀\"");
  }

  @ParameterizedTest
  @CsvSource({
    "0.2,0.2",
    "2,2.0",
    "-2.5,-2.5",
    "0,0.0",
    "-0.0,-0.0",
    "0.0001,0.0001",
    "0.00001,1e-05",
    "1234567890123456,1234567890123456.0",
    "1e16,1e+16",
    "-1.5e300,-1.5e+300",
    "5e-324,5e-324"
  })
  void decimalsReadAsPythonWritesThem(double decimal, String text) {
    assertThat(CanonicalJson.text(Value.of(decimal))).isEqualTo(text);
    assertThat(Double.parseDouble(text)).isEqualTo(decimal);
  }

  @Test
  void whatJsonDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> CanonicalJson.text(Value.of(Double.NaN)))
        .hasMessage("NaN is not a number of JSON");
  }
}
