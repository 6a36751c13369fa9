package io.continuo.it;

import io.continuo.it.process.SplitInstallation;
import io.continuo.it.process.SplitInstallation.Service;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The engine dies under load, again and again, while all else goes on. */
class KilledEngineIT {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void everyExecutionEndsAndNothingIsDoneTwiceWhenTheEngineIsKilledAtRandom() throws Exception {
    try (SplitInstallation installation = new SplitInstallation(folder, Service.ENGINE);
        Load load = new Load(installation.api(), folder)) {
      Chaos chaos = new Chaos(installation, load);
      chaos.run();
      chaos.verify();
    }
  }
}
