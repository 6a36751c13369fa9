package io.continuo.gateway.http.workflow;

import io.continuo.definition.reader.Format;
import io.continuo.definition.reader.Lines;
import io.continuo.definition.reader.ReadResult;
import io.continuo.gateway.http.Call;
import io.continuo.gateway.http.Problem;
import io.continuo.gateway.http.api.Faults;
import io.continuo.id.Digest;
import io.continuo.id.WorkflowId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The text of a definition as it was sent. */
record Submission(String text, Format format, Optional<Digest> expected) {

  static Submission of(Call call) {
    return new Submission(text(call), format(call), expected(call));
  }

  /** The definition, or a 422 with every problem; the name must be that of the path. */
  static <T> T valid(ReadResult<T> result) {
    return switch (result) {
      case ReadResult.Ok<T>(T definition) -> definition;
      case ReadResult.Invalid<T>(var problems) ->
          throw invalid(
                  problems.stream()
                      .map(p -> new Problem.Fault(p.pointer(), Optional.of(p.line()), p.message()))
                      .toList())
              .asException();
    };
  }

  static void requireNamed(WorkflowId said, WorkflowId wanted) {
    if (!said.equals(wanted)) {
      String message =
          "the text defines " + said + ", and the address says " + wanted + ": they must agree";
      throw invalid(List.of(new Problem.Fault("/name", Optional.empty(), message))).asException();
    }
  }

  /** Faults that were found after reading, with the lines of their places. */
  List<Problem.Fault> withLines(List<Problem.Fault> faults) {
    if (faults.isEmpty()) {
      return faults;
    }
    Lines lines = Lines.of(text, format);
    return faults.stream()
        .map(
            fault ->
                new Problem.Fault(
                    fault.pointer(), Optional.of(lines.at(fault.pointer())), fault.message()))
        .toList();
  }

  static Problem invalid(List<Problem.Fault> faults) {
    return Faults.problem("invalid-definition", faults);
  }

  private static Format format(Call call) {
    String type = call.header("Content-Type").orElse("application/yaml").toLowerCase(Locale.ROOT);
    String media = type.split(";", 2)[0].strip();
    return switch (media) {
      case "application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", "text/plain" ->
          Format.YAML;
      case "application/json" -> Format.JSON;
      default ->
          throw Problem.of(
                  415,
                  "unsupported-media-type",
                  "send Content-Type application/yaml or application/json, not " + media)
              .asException();
    };
  }

  private static String text(Call call) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(call.body())).toString();
    } catch (CharacterCodingException e) {
      throw Problem.of(422, "invalid-definition", "the text is not UTF-8").asException();
    }
  }

  /** {@code If-Match: "digest"}. */
  private static Optional<Digest> expected(Call call) {
    try {
      return call.header("If-Match").map(tag -> new Digest(tag.strip().replaceAll("^\"|\"$", "")));
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(
              "invalid-if-match", "If-Match takes the ETag of a version: " + e.getMessage())
          .asException();
    }
  }
}
