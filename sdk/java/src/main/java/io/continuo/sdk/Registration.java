package io.continuo.sdk;

import io.continuo.sdk.json.Fields;
import io.continuo.sdk.problem.Problem;
import io.continuo.sdk.transport.Answer;
import java.util.List;
import java.util.function.Function;

/**
 * The answer to a registration.
 *
 * @param created false when the same digest was registered before: nothing changed
 * @param warnings what the server could not check, and where
 */
public record Registration<T>(T version, boolean created, List<Problem.Detail> warnings) {
  public Registration {
    warnings = List.copyOf(warnings);
  }

  static <T> Registration<T> of(Answer answer, Function<Fields, T> reader) {
    Fields fields = new Fields(answer.json());
    return new Registration<>(
        reader.apply(fields),
        answer.status() == 201,
        fields.list("warnings", Problem.Detail::read));
  }
}
