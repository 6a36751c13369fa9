package acme.archive;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Spec;
import io.continuo.value.Value;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** A task's own fields; the runner has held them against the schema before. */
record ArchiveSpec(Path from, Path to, List<PathMatcher> include, int level) {
  private static final long DEFAULT_LEVEL = 6;

  static ArchiveSpec of(TaskLaunch task, Path folder) throws LaunchException {
    Spec spec = Spec.of(task.spec());
    long level =
        spec.field("level").orElse(Value.of(DEFAULT_LEVEL)) instanceof Value.Whole(long whole)
            ? whole
            : DEFAULT_LEVEL;
    return new ArchiveSpec(
        below(folder, spec, "from"), below(folder, spec, "to"), globs(spec), (int) level);
  }

  boolean includes(Path file) {
    return include.isEmpty() || include.stream().anyMatch(glob -> glob.matches(file));
  }

  /** What a schema cannot say: a path must not lead out of the folder. */
  private static Path below(Path folder, Spec spec, String field) throws LaunchException {
    String text = spec.text(field);
    try {
      Path path = folder.resolve(text).normalize();
      if (path.startsWith(folder)) {
        return path;
      }
    } catch (InvalidPathException _) {
      // the same answer as for a path that leads out
    }
    throw spec.wrong(field, "is not a path below " + folder + ": '" + text + "'");
  }

  private static List<PathMatcher> globs(Spec spec) throws LaunchException {
    List<PathMatcher> globs = new ArrayList<>();
    for (String glob : spec.texts("include")) {
      try {
        globs.add(FileSystems.getDefault().getPathMatcher("glob:" + glob));
      } catch (PatternSyntaxException e) {
        throw spec.wrong("include", "holds no glob: " + e.getMessage());
      }
    }
    return globs;
  }
}
