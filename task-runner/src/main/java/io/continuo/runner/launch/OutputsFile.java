package io.continuo.runner.launch;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.continuo.value.Value;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.ValueJson;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What a task left in its outputs file, or why that cannot be used, in words for the task's author.
 */
public sealed interface OutputsFile {
  /**
   * Values up to this size travel inline; larger ones belong in storage, with their uri as the
   * output.
   */
  long MAX_BYTES = 64 * 1024;

  /** Empty when nothing was written and nothing was declared. */
  record Read(Value.Fields outputs) implements OutputsFile {}

  record Unusable(String reason) implements OutputsFile {}

  /** Reads the file. It may be absent only when the task declares no outputs. */
  static OutputsFile read(Path file, boolean declared) throws IOException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        return new Unusable(
            "the outputs file is larger than 64 KiB: store large values elsewhere and write their uri instead");
      }
      String text = Files.readString(file);
      return text.isBlank() ? absent(declared, "is empty") : parsed(text);
    } catch (NoSuchFileException e) {
      return absent(declared, "was not written");
    } catch (CharacterCodingException e) {
      return new Unusable(
          "the outputs file is not UTF-8 text: write one JSON object to $CONTINUO_OUTPUTS");
    }
  }

  private static OutputsFile absent(boolean declared, String how) {
    return declared
        ? new Unusable(
            "the task declares outputs, but its outputs file "
                + how
                + ": write one JSON object to the path in $CONTINUO_OUTPUTS before exiting")
        : new Read(Value.Fields.EMPTY);
  }

  private static OutputsFile parsed(String text) {
    try {
      return ValueJson.read(text) instanceof Value.Fields fields
          ? new Read(fields)
          : new Unusable(
              "the outputs file holds JSON, but not an object: write {\"name\": value, ...}");
    } catch (UndecodableException e) {
      return new Unusable("the outputs file is not valid JSON: " + place(e));
    }
  }

  private static String place(UndecodableException e) {
    if (!(e.getCause() instanceof JsonProcessingException json)) {
      return String.valueOf(e.getMessage());
    }
    JsonLocation at = json.getLocation();
    String where =
        at == null ? "" : "line %d, column %d: ".formatted(at.getLineNr(), at.getColumnNr());
    return where + json.getOriginalMessage();
  }
}
