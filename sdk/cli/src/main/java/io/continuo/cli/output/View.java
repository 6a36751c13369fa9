package io.continuo.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How one kind of thing is shown.
 *
 * @param name what a script passes on to the next command
 * @param json the thing as the server sent it
 * @param row its fields in the order of the headers, as seen at a time
 */
public record View<T>(
    List<String> headers,
    Function<T, String> name,
    Function<T, JsonNode> json,
    BiFunction<T, Instant, List<Cell>> row) {

  public View {
    headers = List.copyOf(headers);
  }
}
