package io.continuo.runner.launch.process;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control group (version 2) of one attempt: everything that the task starts is in it. */
record Cgroup(Path folder) {
  private static final Logger LOG = LoggerFactory.getLogger(Cgroup.class);
  private static final int LOOKS = 40;
  private static final long LOOK_EVERY_MS = 25;

  /** Sets a limit; false when the kernel keeps none of this kind here. */
  boolean limit(String file, String value) throws IOException {
    Path limit = folder.resolve(file);
    if (!Files.exists(limit)) {
      return false;
    }
    Files.writeString(limit, value);
    return true;
  }

  /** Kills whatever is in it, also what left the task's session. */
  void kill() {
    try {
      limit("cgroup.kill", "1");
    } catch (IOException e) {
      LOG.warn("cannot kill what is left in {}: {}", folder, e.toString());
    }
  }

  /** Whether the kernel killed something in it because its memory was used up. */
  boolean wentOutOfMemory() {
    try {
      Path events = folder.resolve("memory.events");
      return Files.exists(events)
          && Files.readAllLines(events).stream().anyMatch(line -> line.matches("oom_kill [1-9].*"));
    } catch (IOException _) {
      return false; // removed meanwhile
    }
  }

  /** Removes it once the last process is gone, which takes a moment after a kill. */
  void remove() throws InterruptedException {
    for (int look = 0; look < LOOKS; look++) {
      try {
        Files.deleteIfExists(folder);
        return;
      } catch (DirectoryNotEmptyException _) {
        return; // not made by a kernel
      } catch (FileSystemException _) {
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS); // busy
      } catch (IOException e) {
        LOG.warn("cannot remove {}: {}", folder, e.toString());
        return;
      }
    }
    LOG.warn("cannot remove {}: processes in it do not die", folder);
  }
}
