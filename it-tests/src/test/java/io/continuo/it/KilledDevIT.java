package io.continuo.it;

import io.continuo.it.process.DevInstallation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Somebody kills {@code ./continuo dev} in the middle, again and again. */
class KilledDevIT {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void everyExecutionEndsAndNothingIsDoneTwiceWhenAllOfItIsKilledAtRandom() throws Exception {
    try (DevInstallation installation = new DevInstallation(folder);
        Load load = new Load(installation.api(), folder)) {
      Chaos chaos = new Chaos(installation, load);
      chaos.run();
      chaos.verify();
    }
  }
}
