package io.continuo.it.time;

import io.continuo.it.process.Kills;
import io.continuo.it.process.SplitInstallation;
import io.continuo.it.process.SplitInstallation.Service;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The engine dies while a backfill, schedules and a queue for permits depend on it. */
class KilledLimitsIT {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void noPermitIsLostAndNoSlotIsDoubledWhenTheEngineIsKilledAtRandom() throws Exception {
    try (var installation = new SplitInstallation(folder, Service.ENGINE)) {
      Kills kills = new Kills(installation, 1);
      Storm storm = new Storm(installation.api(), folder, kills.count());
      storm.begin();
      kills.run(_ -> storm.note(), _ -> storm.note());
      storm.end();
      new Aftermath(installation.quiet()).verify(storm);
    }
  }
}
