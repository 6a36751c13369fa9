package io.continuo.runner.supervise;

import io.continuo.command.Ending;
import io.continuo.id.AttemptId;

/**
 * Where a runner tells executions what it does. Both return when the word is durable, however long
 * that takes.
 */
public interface Desk {

  /**
   * @param confirm whether to ask for an answer, which comes as a {@code RunnerControl}
   */
  void claim(AttemptId attempt, boolean confirm) throws InterruptedException;

  void report(AttemptId attempt, Ending ending) throws InterruptedException;
}
