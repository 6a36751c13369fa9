package io.continuo.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.continuo.sdk.json.Json;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class YamlTest {
  private static final String[] TEXTS = {
    "",
    "plain",
    "two words",
    " led by a blank",
    "true",
    "No",
    "null",
    "~",
    "1",
    "1e3",
    "0x1F",
    "2026-11-21",
    "a: b",
    "a #b",
    "#a",
    "- a",
    "*a",
    "&a",
    "!a",
    "%a",
    "@a",
    "`a",
    "'",
    "\"",
    "\\",
    "a\nb",
    "tab\there",
    "åäö ✓",
    "x:",
    "/p",
    "ends with blank ",
    ".inf",
    "{",
    "[",
    "|",
    ">",
    "?",
    "=",
    "<<",
    "a, b",
    "\u0001",
    "\uD83D\uDE00",
    "y",
    "OFF"
  };

  @Test
  void anyDocumentReadsBackAsItWas() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      JsonNode document = value(random, 4);
      String yaml = Yaml.of(document);
      assertThat(load(yaml)).as(yaml).isEqualTo(Json.parse(document.toString()));
    }
  }

  @Test
  void itLooksAsAPersonWouldWriteIt() {
    JsonNode document =
        Json.parse(
            "{\"a\":{\"b\":[1,{\"c\":\"d e\",\"f\":[]},[\"g\",\"yes\"]]},\"h\":null,\"i\":{}}");
    assertThat(Yaml.of(document))
        .isEqualTo(
            """
            a:
              b:
                - 1
                - c: d e
                  f: []
                - - g
                  - "yes"
            h: null
            i: {}
            """);
  }

  private static JsonNode value(Random random, int depth) {
    ObjectMapper mapper = new ObjectMapper();
    int kind = random.nextInt(depth == 0 ? 4 : 6);
    return switch (kind) {
      case 0 -> mapper.getNodeFactory().textNode(TEXTS[random.nextInt(TEXTS.length)]);
      case 1 -> mapper.getNodeFactory().numberNode(random.nextInt(1000));
      case 2 -> mapper.getNodeFactory().booleanNode(random.nextBoolean());
      case 3 -> mapper.getNodeFactory().nullNode();
      case 4 -> {
        var array = mapper.createArrayNode();
        random.ints(random.nextInt(4)).forEach(ignored -> array.add(value(random, depth - 1)));
        yield array;
      }
      default -> {
        var object = mapper.createObjectNode();
        random
            .ints(random.nextInt(4))
            .forEach(
                ignored ->
                    object.set(TEXTS[random.nextInt(TEXTS.length)], value(random, depth - 1)));
        yield object;
      }
    };
  }

  private static JsonNode load(String yaml) {
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    return Json.parse(new ObjectMapper().valueToTree(loaded).toString());
  }
}
