package io.continuo.runner.launch;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the world drops, doubles, delays and reorders, the contract holds. */
@ParameterizedClass(name = "seed {0}")
@MethodSource("seeds")
class ForgetfulLauncherTest extends ForgetfulContract {
  private static final int SEEDS = 200;

  private final ForgetfulWorld world;

  ForgetfulLauncherTest(long seed) {
    world = new ForgetfulWorld(seed);
  }

  static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  @Override
  protected Launcher newLauncher(Workspaces workspaces) {
    return ForgetfulLauncher.over(world);
  }
}
