package io.continuo.it.time;

import io.continuo.it.process.DevInstallation;
import io.continuo.it.process.Kills;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody kills all of {@code ./continuo dev} in the middle of a backfill, with slots and a limit
 * besides.
 */
class KilledBackfillIT {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void everySlotOfTheBackfillRunsOnceWhenAllOfItIsKilledAtRandom() throws Exception {
    try (var installation = new DevInstallation(folder)) {
      Kills kills = new Kills(installation, 2);
      Storm storm = new Storm(installation.api(), folder, kills.count());
      storm.begin();
      kills.run(_ -> storm.note(), _ -> storm.note());
      storm.end();
      new Aftermath(installation.quiet()).verify(storm);
    }
  }
}
