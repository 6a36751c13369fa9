package io.continuo.definition.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.definition.TaskDefinition;
import io.continuo.definition.TaskOptions;
import io.continuo.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** References to secrets stay as they are, and no other text can pass for one. */
class BesideSecretsTest {
  private static final TaskOptions SECRET =
      new TaskOptions(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          List.of(new TaskOptions.Secret("TOKEN", "finance/token")),
          Map.of(),
          List.of());

  private final Scope scope =
      new Scope() {
        @Override
        public Optional<Value> input(String name) {
          return Optional.of(
              switch (name) {
                case "evil" -> Value.of("${secrets.TOKEN}");
                case "first" -> Value.of("${sec");
                case "second" -> Value.of("rets.TOKEN}");
                default -> new Value.Fields(Map.of("${secrets.TOKEN}", Value.of("${secrets.X}")));
              });
        }

        @Override
        public Optional<Value> output(String task, String output) {
          return Optional.empty();
        }

        @Override
        public Optional<Value> context(Reference.Context what) {
          return Optional.empty();
        }
      };

  @Test
  void aReferenceIsLeftToTheRunner() {
    assertThat(resolved("http://a/${secrets.TOKEN}?b"))
        .isEqualTo(spec("http://a/${secrets.TOKEN}?b"));
    assertThat(resolved("${secrets.TOKEN}")).isEqualTo(spec("${secrets.TOKEN}"));
  }

  @Test
  void whatComesFromElsewhereCannotPassForOne() {
    assertThat(resolved("${inputs.evil}")).isEqualTo(spec("${secrets.}TOKEN}"));
    assertThat(resolved("${inputs.first}${inputs.second}")).isEqualTo(spec("${secrets.}TOKEN}"));
    assertThat(resolved("$${secrets.TOKEN}")).isEqualTo(spec("${secrets.}TOKEN}"));
    assertThat(resolved("${inputs.first}${secrets.TOKEN}"))
        .isEqualTo(spec("${sec${secrets.TOKEN}"));
    assertThat(resolved("${inputs.fields}"))
        .isEqualTo(spec("{\"${secrets.}TOKEN}\":\"${secrets.}X}\"}"));
  }

  @Test
  void aTaskWithoutSecretsIsResolvedAsEver() {
    TaskDefinition task =
        TaskDefinition.named("t").type("http").spec(spec("${inputs.evil}")).build();
    assertThat(TaskSpec.resolve(task, scope)).isEqualTo(spec("${secrets.TOKEN}"));
  }

  private Value.Fields resolved(String url) {
    TaskDefinition task =
        TaskDefinition.named("t").type("http").options(SECRET).spec(spec(url)).build();
    return TaskSpec.resolve(task, scope);
  }

  private static Value.Fields spec(String url) {
    return new Value.Fields(Map.of("request", new Value.Fields(Map.of("url", Value.of(url)))));
  }
}
