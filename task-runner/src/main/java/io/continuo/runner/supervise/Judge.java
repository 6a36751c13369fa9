package io.continuo.runner.supervise;

import io.continuo.command.Ending;
import io.continuo.dispatch.TaskLaunch;
import io.continuo.runner.launch.Ending.Broken;
import io.continuo.runner.launch.Ending.Exited;
import io.continuo.runner.launch.OutputsFile;
import io.continuo.runner.launch.Workspace;
import io.continuo.value.Value;
import java.io.IOException;
import java.util.Optional;

/** What an ending means for the execution: exit code, outputs and stop request taken together. */
final class Judge {

  private Judge() {}

  /**
   * @param stopReason why we stopped it, empty if nobody asked us to
   */
  static Ending judge(
      TaskLaunch task,
      Workspace workspace,
      io.continuo.runner.launch.Ending ending,
      Optional<String> stopReason) {
    return switch (ending) {
      case Exited(_, boolean killed, var message) when killed ->
          // Whatever code it shows: somebody ended it, it did not end by itself.
          new Ending.Stopped(
              stopReason.or(() -> message).orElse("stopped before a restart of the runner"));
      case Exited exited -> exited(task, workspace, exited);
      case Broken(_, String message) when stopReason.isPresent() ->
          new Ending.Stopped(stopReason.get() + "; " + message);
      case Broken(var fault, String message) ->
          switch (fault) {
            case USER -> new Ending.Faulty(message);
            case PLATFORM -> new Ending.PlatformFailure(message);
          };
    };
  }

  private static Ending exited(TaskLaunch task, Workspace workspace, Exited exited) {
    String message = exited.message().orElse("");
    if (!task.declaresOutputs()) {
      return new Ending.Exited(exited.code(), Value.Fields.EMPTY, message);
    }
    try {
      return switch (OutputsFile.read(workspace.outputs(), true)) {
        case OutputsFile.Read(var outputs) -> new Ending.Exited(exited.code(), outputs, message);
        case OutputsFile.Unusable(var reason) when exited.code() == 0 -> new Ending.Faulty(reason);
        // A task that failed need not have written outputs: its exit code is what counts.
        case OutputsFile.Unusable _ ->
            new Ending.Exited(exited.code(), Value.Fields.EMPTY, message);
      };
    } catch (IOException e) {
      return new Ending.PlatformFailure(
          "cannot read the outputs in " + workspace.folder() + ": " + Workspace.reason(e));
    }
  }
}
