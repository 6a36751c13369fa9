package io.continuo.cli.watch;

import io.continuo.sdk.model.TaskView;
import java.util.List;

/** Where a followed run is shown; always on stderr, since it is progress. */
public sealed interface Display permits LiveDisplay, LineDisplay, QuietDisplay {

  void show(RunSnapshot snapshot);

  /** Time passed and nothing else. */
  void tick();

  /** The server gives no answer, once for each time it goes away. */
  void away();

  /** The run has ended; failed tasks are given when it did not end well. */
  void end(RunSnapshot snapshot, List<TaskView> failed);
}
