package acme.archive;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Workspace;
import io.continuo.value.Value;
import io.continuo.wire.ValueJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** One archive that is being packed. */
final class ArchiveRun implements Running {
  private static final Ending STOPPED =
      new Ending.Exited(1, true, Optional.of("stopped between two files"));

  private final TaskLaunch task;
  private final ArchiveSpec spec;
  private final Workspace workspace;
  private final Runnable forget;
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();
  private volatile boolean stopped;

  private ArchiveRun(TaskLaunch task, ArchiveSpec spec, Workspace workspace, Runnable forget) {
    this.task = task;
    this.spec = spec;
    this.workspace = workspace;
    this.forget = forget;
  }

  static ArchiveRun start(TaskLaunch task, ArchiveSpec spec, Workspace workspace, Runnable forget) {
    ArchiveRun run = new ArchiveRun(task, spec, workspace, forget);
    Thread.ofVirtual().name("archive " + task.attempt()).start(run::end);
    return run;
  }

  private void end() {
    try {
      ending.complete(pack());
    } catch (RuntimeException e) {
      ending.complete(new Ending.Broken(Fault.PLATFORM, "packing broke off: " + e));
    }
  }

  private Ending pack() {
    if (!Files.isDirectory(spec.from())) {
      return new Ending.Broken(
          Fault.USER, "there is no folder " + spec.from() + ": correct the task's 'from'");
    }
    Path part = spec.to().resolveSibling(spec.to().getFileName() + ".part");
    try {
      List<Path> files = files();
      Files.createDirectories(part.getParent());
      if (!write(files, part)) {
        Files.delete(part);
        return STOPPED;
      }
      Files.move(part, spec.to(), StandardCopyOption.REPLACE_EXISTING);
      leaveOutputs(files.size());
      return Ending.exited(0);
    } catch (IOException e) {
      return new Ending.Broken(
          Fault.PLATFORM,
          "cannot pack " + spec.from() + " into " + spec.to() + ": " + Workspace.reason(e));
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(spec.from())) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .filter(file -> spec.includes(spec.from().relativize(file)))
          .sorted()
          .toList();
    }
  }

  /** False when it was stopped in between. */
  private boolean write(List<Path> files, Path archive) throws IOException {
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out);
        BufferedWriter log = Files.newBufferedWriter(workspace.log())) {
      zip.setLevel(spec.level());
      for (Path file : files) {
        if (stopped) {
          return false;
        }
        String name = spec.from().relativize(file).toString().replace('\\', '/');
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(file, zip);
        log.write(name + "\n");
      }
      return true;
    }
  }

  private void leaveOutputs(int files) throws IOException {
    if (task.declaresOutputs()) {
      Value.Fields outputs =
          new Value.Fields(
              Map.of(
                  "files", Value.of(files),
                  "bytes", Value.of(Files.size(spec.to())),
                  "path", Value.of(spec.to().toString())));
      Files.writeString(workspace.outputs(), ValueJson.write(outputs));
    }
  }

  @Override
  public AttemptId attempt() {
    return task.attempt();
  }

  @Override
  public Ending await() throws InterruptedException {
    try {
      return ending.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody completes the end with a failure", e);
    }
  }

  /** Takes effect before the next file. */
  @Override
  public void stop(Duration grace) {
    stopped = true;
  }

  @Override
  public void remove() {
    forget.run();
  }
}
