package io.continuo.runner.launch;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All workspaces of one runner, side by side in one folder. */
public final class Workspaces {
  private static final Logger LOG = LoggerFactory.getLogger(Workspaces.class);
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

  private static final Pattern OURS = Pattern.compile("[0-9a-f-]{36}_.+_[0-9]+_[0-9]+");
  private static final String REMOVED = ".removed-";

  private final Path root;

  public Workspaces(Path root) {
    this.root = root.toAbsolutePath();
  }

  public Path root() {
    return root;
  }

  /** The workspace of an attempt, which need not exist yet. */
  public Workspace of(AttemptId attempt) {
    return new Workspace(attempt, root.resolve(name(attempt)));
  }

  /**
   * A name for folders and containers: letters, digits, dot, dash and underscore only, at most 150
   * long, different for different attempts.
   */
  public static String name(AttemptId attempt) {
    String task = attempt.task();
    if (!PLAIN.matcher(task).matches()) {
      UUID hash = UUID.nameUUIDFromBytes(task.getBytes(StandardCharsets.UTF_8));
      String readable = task.replaceAll("[^A-Za-z0-9]+", "-");
      task = readable.substring(0, Math.min(40, readable.length())) + "_" + hash;
    }
    return attempt.execution() + "_" + task + "_" + attempt.number() + "_" + attempt.epoch();
  }

  /** Every complete workspace; folders that are not ours, or were never completed, are left out. */
  public List<Workspace> list() {
    List<Workspace> found = new ArrayList<>();
    if (!Files.isDirectory(root)) {
      return found;
    }
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : (Iterable<Path>) folders::iterator) {
        attemptIn(folder).map(this::of).ifPresent(found::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the work folder " + root, e);
    }
    return found;
  }

  private static Optional<AttemptId> attemptIn(Path folder) {
    if (isSetAside(folder)) {
      return Optional.empty();
    }
    try {
      return Workspace.taskIn(folder).map(TaskLaunch::attempt);
    } catch (IOException e) {
      LOG.warn(
          "left out of the work folder: {}",
          e.getMessage()); // one damaged file must not hide the others
      return Optional.empty();
    }
  }

  /**
   * Removes a workspace with everything in it; one that is gone already is fine. It is set aside
   * first, in one step: what is cut off after that, {@link #sweep} goes on with.
   */
  public void delete(Workspace workspace) throws IOException {
    Path aside = root.resolve(REMOVED + workspace.folder().getFileName());
    remove(aside);
    try {
      Files.move(workspace.folder(), aside, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException _) {
      return;
    }
    remove(aside);
  }

  /**
   * At the start of a runner, removes what an earlier process of it was about to remove, or had not
   * come to complete: nothing was launched from that.
   */
  public void sweep() {
    if (!Files.isDirectory(root)) {
      return;
    }
    try (Stream<Path> folders = Files.list(root)) {
      folders.filter(Workspaces::isLeftover).forEach(Workspaces::removeIfPossible);
    } catch (IOException e) {
      LOG.warn("cannot look for leftovers in the work folder {}: {}", root, e.toString());
    }
  }

  /** One that cannot be removed, for example another user's, must not keep the others. */
  private static void removeIfPossible(Path leftover) {
    try {
      remove(leftover);
    } catch (IOException e) {
      LOG.warn("leftover {} cannot be removed: {}", leftover, e.toString());
    }
  }

  private static boolean isSetAside(Path folder) {
    return folder.getFileName().toString().startsWith(REMOVED);
  }

  private static boolean isLeftover(Path folder) {
    return isSetAside(folder)
        || (OURS.matcher(folder.getFileName().toString()).matches()
            && !Files.exists(folder.resolve(Workspace.LAUNCH)));
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> inside;
    try (Stream<Path> walk = Files.walk(folder)) {
      inside = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : inside) {
      Files.deleteIfExists(path);
    }
  }
}
