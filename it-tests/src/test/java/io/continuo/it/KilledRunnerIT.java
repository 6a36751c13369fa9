package io.continuo.it;

import io.continuo.it.process.SplitInstallation;
import io.continuo.it.process.SplitInstallation.Service;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The runner dies under load, again and again, while all else goes on. */
class KilledRunnerIT {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void everyExecutionEndsAndNothingIsDoneTwiceWhenTheRunnerIsKilledAtRandom() throws Exception {
    try (SplitInstallation installation = new SplitInstallation(folder, Service.RUNNER);
        Load load = new Load(installation.api(), folder)) {
      Chaos chaos = new Chaos(installation, load);
      chaos.run();
      chaos.verify();
    }
  }
}
