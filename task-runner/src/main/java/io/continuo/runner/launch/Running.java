package io.continuo.runner.launch;

import io.continuo.id.AttemptId;
import java.time.Duration;

/** A hold on one launched attempt, running or ended. */
public interface Running {

  AttemptId attempt();

  /**
   * Waits until nothing of it runs any more and its place can be another's, though there may be
   * more to do before its end can be told: {@link #await} does that. Both are called by one thread.
   *
   * @param ending may be run, on any thread, a moment before that, when its program has ended but
   *     its place is still being cleared: the next attempt is then got ready for it
   */
  default void awaitExit(Runnable ending) throws InterruptedException {
    await();
  }

  /**
   * Waits for the end and tells it, as often as asked. When it returns, the outputs and the log
   * files in the workspace are complete.
   */
  Ending await() throws InterruptedException;

  /**
   * Ends the attempt: a polite signal, and after the grace period one that cannot be refused.
   * Returns when the attempt has ended or the last signal is sent; does nothing when it has ended
   * before.
   */
  void stop(Duration grace) throws InterruptedException;

  /**
   * Leaves it to another dispatch of the attempt, which goes on with it; asked only where a launch
   * {@linkplain Launcher#outlivesDispatch outlives its dispatch}. Whether it is looked after until
   * its end or no longer makes no difference: nobody will be told.
   */
  default void letGo() {}

  /**
   * Removes what is left outside the workspace, for example the ended container. Called after the
   * end was reported.
   */
  void remove() throws InterruptedException;
}
