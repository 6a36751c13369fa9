package io.continuo.definition.reader;

import io.continuo.definition.problem.Problem;
import java.util.List;
import java.util.function.Function;

/** What came of reading a text. */
public sealed interface ReadResult<T> {

  record Ok<T>(T definition) implements ReadResult<T> {}

  /** All that is wrong, by line; at least one problem. */
  record Invalid<T>(List<Problem> problems) implements ReadResult<T> {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }

  /** The result with what was read turned into something else. */
  default <R> ReadResult<R> map(Function<T, R> mapper) {
    return switch (this) {
      case Ok<T>(T definition) -> new Ok<>(mapper.apply(definition));
      case Invalid<T>(List<Problem> problems) -> new Invalid<>(problems);
    };
  }
}
