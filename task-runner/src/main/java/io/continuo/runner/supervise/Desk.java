package io.continuo.runner.supervise;

import io.continuo.command.Ending;
import io.continuo.id.AttemptId;
import java.util.Optional;

/**
 * Where a runner tells executions what it does. Both return when the word is durable, however long
 * that takes.
 */
public interface Desk {

  /**
   * @param question by which the answer is recognised, a {@code RunnerControl}; empty when none is
   *     wanted
   */
  void claim(AttemptId attempt, Optional<String> question) throws InterruptedException;

  void report(AttemptId attempt, Ending ending) throws InterruptedException;
}
