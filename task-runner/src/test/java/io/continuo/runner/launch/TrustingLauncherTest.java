package io.continuo.runner.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract finds out a launcher that believes what it is told. */
class TrustingLauncherTest {
  private static final int SEEDS = 40;

  @TempDir private Path folder;

  @Test
  @SuppressWarnings("JUnitMethodInvoked") // that it fails is what is tested
  void aLauncherThatTrustsEventsFailsWhereTheExitCodeIsTheProgramsOwn() throws Exception {
    List<AssertionError> failures = new ArrayList<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      Trusting contract = new Trusting(seed);
      contract.folder = folder;
      contract.open();
      try {
        contract.theExitCodeIsTheProgramsOwn();
      } catch (AssertionError e) {
        failures.add(e);
      }
      contract.close();
    }

    assertThat(failures)
        .hasSizeBetween(1, SEEDS - 1)
        .allSatisfy(failure -> assertThat(failure).hasMessageContaining("no end was told"));
  }

  private static final class Trusting extends ForgetfulContract {
    private final ForgetfulWorld world;

    Trusting(long seed) {
      world = new ForgetfulWorld(seed);
    }

    @Override
    protected Launcher newLauncher(Workspaces workspaces) {
      return ForgetfulLauncher.trusting(world);
    }

    @Override
    protected Duration patience() {
      return Duration.ofMillis(100);
    }
  }
}
