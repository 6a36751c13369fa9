package io.continuo.runner.launch;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.ValueJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The folder of one attempt on the runner's disk: the task contract files (inputs, outputs), its
 * logs, and what a restarted runner needs to take it up again. Small files are written beside and
 * renamed, so that they are whole or absent.
 */
public final class Workspace {
  /** A workspace with it is complete. */
  static final String LAUNCH = "launch.json";

  private final AttemptId attempt;
  private final Path folder;

  Workspace(AttemptId attempt, Path folder) {
    this.attempt = attempt;
    this.folder = folder.toAbsolutePath();
  }

  public AttemptId attempt() {
    return attempt;
  }

  public Path folder() {
    return folder;
  }

  public Path inputs() {
    return folder.resolve("inputs.json");
  }

  public Path outputs() {
    return folder.resolve("outputs.json");
  }

  /** Standard output and standard error of the task, as they came. */
  public Path log() {
    return folder.resolve("task.log");
  }

  /** Writes what the task and a restarted runner will read; a second time changes nothing. */
  public void prepare(TaskLaunch task) throws LaunchException {
    try {
      if (Files.exists(folder.resolve(LAUNCH))) {
        return;
      }
      Files.createDirectories(folder);
      write("inputs.json", ValueJson.write(task.inputs()));
      write(LAUNCH, LaunchFile.write(task)); // last: a workspace with it is complete
    } catch (IOException e) {
      throw LaunchException.platform(
          "cannot write the workspace "
              + folder
              + ": "
              + reason(e)
              + "; free space or rights on the runner's disk",
          e);
    }
  }

  /** The command that this workspace was prepared for; empty when preparing was cut short. */
  public Optional<TaskLaunch> task() throws IOException {
    return taskIn(folder);
  }

  static Optional<TaskLaunch> taskIn(Path folder) throws IOException {
    Optional<String> text = read(folder.resolve(LAUNCH));
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LaunchFile.read(text.get()));
    } catch (UndecodableException | IllegalArgumentException e) {
      throw new IOException(folder.resolve(LAUNCH) + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** A small text file of the workspace. */
  public Optional<String> read(String name) throws IOException {
    return read(folder.resolve(name));
  }

  private static Optional<String> read(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Whether the folder exists. */
  public boolean isThere() {
    return Files.isDirectory(folder);
  }

  public boolean has(String name) {
    return Files.exists(folder.resolve(name));
  }

  /** Of a file that {@link #write} wrote. */
  public void rename(String name, String other) throws IOException {
    Files.move(folder.resolve(name), folder.resolve(other), StandardCopyOption.ATOMIC_MOVE);
  }

  public void write(String name, String text) throws IOException {
    // Two threads may note the same, such as a stop.
    Path part = folder.resolve(name + "." + Thread.currentThread().threadId() + ".part");
    Files.write(part, text.getBytes(StandardCharsets.UTF_8));
    Files.move(
        part,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Exceptions of the file system often carry nothing but the path: add what kind they are. */
  public static String reason(IOException e) {
    return e instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : e.getClass().getSimpleName() + " " + e.getMessage();
  }
}
