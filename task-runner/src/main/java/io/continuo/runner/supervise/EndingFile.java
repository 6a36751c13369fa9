package io.continuo.runner.supervise;

import io.continuo.command.Ending;
import io.continuo.runner.launch.Workspace;
import io.continuo.value.Value;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.ValueJson;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A verdict kept in the workspace until it is reported, so that a restart in between does not lose
 * it.
 */
final class EndingFile {
  private static final Logger LOG = LoggerFactory.getLogger(EndingFile.class);
  private static final String NAME = "ending.json";
  private static final String REPORTED = "reported";

  private EndingFile() {}

  static void write(Workspace workspace, Ending ending) {
    note(workspace, () -> workspace.write(NAME, ValueJson.write(fields(ending))));
  }

  static void markReported(Workspace workspace) {
    note(workspace, () -> workspace.rename(NAME, REPORTED));
  }

  static boolean isReported(Workspace workspace) {
    return workspace.has(REPORTED);
  }

  static Optional<Ending> read(Workspace workspace) throws IOException {
    try {
      return workspace.read(NAME).map(text -> ending(ValueJson.readFields(text).values()));
    } catch (UndecodableException e) {
      throw new IOException(workspace.folder().resolve(NAME) + ": " + e.getMessage(), e);
    }
  }

  private interface Writing {
    void run() throws IOException;
  }

  /**
   * Without the note a restart would at worst judge again, so a full disk does not hold up the
   * report.
   */
  private static void note(Workspace workspace, Writing writing) {
    if (!workspace.isThere()) {
      return;
    }
    try {
      writing.run();
    } catch (IOException e) {
      LOG.warn(
          "{}: cannot note its end in {}: {}",
          workspace.attempt(),
          workspace.folder(),
          Workspace.reason(e));
    }
  }

  private static Value.Fields fields(Ending ending) {
    return switch (ending) {
      case Ending.Exited(int code, var outputs, String message) -> {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("kind", Value.of("exited"));
        fields.put("code", Value.of(code));
        fields.put("outputs", outputs);
        fields.put("message", Value.of(message));
        yield new Value.Fields(fields);
      }
      case Ending.Faulty(String message) -> fields("faulty", message);
      case Ending.PlatformFailure(String message) -> fields("platform", message);
      case Ending.Stopped(String message) -> fields("stopped", message);
    };
  }

  private static Value.Fields fields(String kind, String message) {
    return new Value.Fields(Map.of("kind", Value.of(kind), "message", Value.of(message)));
  }

  private static Ending ending(Map<String, Value> fields) {
    String message = fields.get("message") instanceof Value.Text(String text) ? text : "";
    return switch (fields.getOrDefault("kind", Value.NULL)) {
      case Value.Text(String kind) when kind.equals("exited") -> exited(fields, message);
      case Value.Text(String kind) when kind.equals("faulty") -> new Ending.Faulty(message);
      case Value.Text(String kind) when kind.equals("platform") ->
          new Ending.PlatformFailure(message);
      case Value.Text(String kind) when kind.equals("stopped") -> new Ending.Stopped(message);
      case Value _ -> throw new UndecodableException("no ending: " + fields);
    };
  }

  private static Ending exited(Map<String, Value> fields, String message) {
    if (fields.get("code") instanceof Value.Whole(long code)
        && fields.get("outputs") instanceof Value.Fields outputs) {
      return new Ending.Exited(Math.toIntExact(code), outputs, message);
    }
    throw new UndecodableException("no ending: " + fields);
  }
}
