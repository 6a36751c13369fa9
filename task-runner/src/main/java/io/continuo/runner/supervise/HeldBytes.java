package io.continuo.runner.supervise;

import io.continuo.runner.launch.Workspace;
import io.continuo.runner.secret.Mask.Held;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was held back of a log before which offset, in the workspace too. A restarted runner may go
 * on some chunks earlier, so the last few are kept.
 */
final class HeldBytes {
  private static final Logger LOG = LoggerFactory.getLogger(HeldBytes.class);
  private static final String NAME = "held";
  private static final int KEPT = 64;

  private final Workspace workspace;
  private final NavigableMap<Long, Held> byOffset = new TreeMap<>();

  HeldBytes(Workspace workspace) {
    this.workspace = workspace;
    try {
      workspace.read(NAME).ifPresent(text -> text.lines().forEach(this::read));
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn(
          "{}: what was held back of its log is not known any more: {}",
          workspace.attempt(),
          e.toString());
    }
  }

  Held before(long offset) {
    return byOffset.getOrDefault(offset, Held.NOTHING);
  }

  void note(long offset, Held held) {
    if (before(offset).isEmpty() && held.isEmpty()) {
      return;
    }
    if (held.isEmpty()) {
      byOffset.remove(offset);
    } else {
      byOffset.put(offset, held);
    }
    while (byOffset.size() > KEPT) {
      byOffset.pollFirstEntry();
    }
    write();
  }

  private void read(String line) {
    String[] words = line.split(" ", -1);
    byOffset.put(
        Long.parseLong(words[0]),
        new Held(
            ByteBuffer.wrap(Base64.getDecoder().decode(words[2])), Integer.parseInt(words[1])));
  }

  private void write() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Long, Held> entry : byOffset.entrySet()) {
      Held held = entry.getValue();
      String bytes =
          StandardCharsets.ISO_8859_1
              .decode(Base64.getEncoder().encode(held.bytes().duplicate()))
              .toString();
      text.append(entry.getKey()).append(' ').append(held.hidden()).append(' ').append(bytes);
      text.append('\n');
    }
    try {
      workspace.write(NAME, text.toString());
    } catch (IOException e) {
      LOG.warn(
          "{}: cannot note what is held back of its log in {}: {}",
          workspace.attempt(),
          workspace.folder(),
          Workspace.reason(e));
    }
  }
}
