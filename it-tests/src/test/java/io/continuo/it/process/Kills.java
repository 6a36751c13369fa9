package io.continuo.it.process;

import java.util.Random;
import java.util.function.IntConsumer;

/**
 * Kills an installation at random moments, now and then also while it starts.
 *
 * <p>{@code -Dcontinuo.kills=50} makes it a long test, {@code -Dcontinuo.seed} repeats one.
 */
public final class Kills {
  private static final long SEED = Long.getLong("continuo.seed", System.nanoTime());

  private final Installation installation;
  private final int count;
  private final Random random = new Random(SEED);

  /**
   * Kills of that installation.
   *
   * @param usual how many, unless {@code continuo.kills} says otherwise
   */
  public Kills(Installation installation, int usual) {
    this.installation = installation;
    this.count = Integer.getInteger("continuo.kills", usual);
    System.out.println("chaos: " + count + " kills, seed " + SEED);
  }

  public int count() {
    return count;
  }

  /** Rests, kills, starts again, and shows each number of a kill before and after it. */
  public void run(IntConsumer before, IntConsumer after) {
    for (int kill = 1; kill <= count; kill++) {
      before.accept(kill);
      rest(1_000 + random.nextInt(3_000));
      installation.kill();
      if (random.nextInt(4) == 0) {
        installation.restartWithoutWaiting();
        rest(1_000 + random.nextInt(5_000));
        installation.kill();
      }
      installation.restart();
      after.accept(kill);
    }
  }

  private static void rest(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
