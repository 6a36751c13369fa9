package io.continuo.runner.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CappedLogTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("task.log");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aStreamReadAgainFromItsStartIsNotDoubled() throws Exception {
    try (CappedLog log = new CappedLog(file())) {
      log.append(bytes("one "));
    }
    try (CappedLog log = new CappedLog(file())) {
      log.fromStart();
      log.append(bytes("one tw"));
      log.fromStart();
      log.append(bytes("one "));
      log.append(bytes("two three"));
      log.finish();
    }

    assertThat(Files.readString(file())).isEqualTo("one two three");
  }

  @Test
  void aFloodKeepsItsBeginningAndItsEndAndSaysWhatIsMissing() throws Exception {
    byte[] block = new byte[1 << 20];
    try (CappedLog log = new CappedLog(file())) {
      log.append(bytes("begin"));
      for (int i = 0; i < 12; i++) {
        log.append(block);
      }
      log.append(bytes("the end"));
      log.finish();
    }

    String kept = Files.readString(file(), StandardCharsets.ISO_8859_1);
    long gone = 12L * block.length + 12 - CappedLog.HEAD_BYTES - CappedLog.TAIL_BYTES;
    assertThat(kept).startsWith("begin").endsWith("the end").contains(gone + " bytes left out");
    assertThat(kept.length()).isBetween(10 << 20, (10 << 20) + 200);
  }

  @Test
  void aFinishedFloodReadAgainGivesTheSameFile() throws Exception {
    byte[] flood = new byte[11 << 20];
    flood[flood.length - 1] = 'x';
    try (CappedLog log = new CappedLog(file())) {
      log.append(flood);
      log.finish();
    }
    byte[] first = Files.readAllBytes(file());
    try (CappedLog log = new CappedLog(file())) {
      log.fromStart();
      log.append(flood);
      log.finish();
    }

    assertThat(Files.readAllBytes(file())).isEqualTo(first);
  }
}
