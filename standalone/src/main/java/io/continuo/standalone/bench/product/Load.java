package io.continuo.standalone.bench.product;

import io.continuo.sdk.model.QualifiedName;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A closed loop: so many executions in flight, each replaced when it ends. */
final class Load {
  private final ProductRig rig;
  private final QualifiedName workflow;

  Load(ProductRig rig, QualifiedName workflow) {
    this.rig = rig;
    this.workflow = workflow;
  }

  /**
   * Runs {@code total} executions, {@code concurrent} at a time, and shows each to the consumer.
   */
  void run(int concurrent, int total, Consumer<Ends.Run> consumer) throws Exception {
    AtomicLong left = new AtomicLong(total);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var loops = new ArrayList<Future<?>>();
      for (int i = 0; i < concurrent; i++) {
        loops.add(
            threads.submit(
                () -> {
                  while (left.getAndDecrement() > 0) {
                    consumer.accept(rig.run(workflow));
                  }
                  return null;
                }));
      }
      for (Future<?> loop : loops) {
        loop.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "an execution of " + workflow + " could not be run", e.getCause());
    }
  }
}
