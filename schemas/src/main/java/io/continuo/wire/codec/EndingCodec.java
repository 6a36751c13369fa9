package io.continuo.wire.codec;

import io.continuo.avro.execution.EndingKind;
import io.continuo.avro.execution.ReportAttempt;
import io.continuo.command.Ending;
import io.continuo.command.ExecutionCommand;
import io.continuo.id.RunnerId;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.ValueJson;

/** A runner's report: the closed family of endings, flat on the wire. */
final class EndingCodec {
  private EndingCodec() {}

  static ReportAttempt encode(ExecutionCommand.ReportAttempt report) {
    return switch (report.ending()) {
      case Ending.Exited(var code, var outputs, var message) ->
          record(report, EndingKind.EXITED, code, ValueJson.write(outputs), message);
      case Ending.Faulty(var message) -> record(report, EndingKind.FAULTY, 0, "{}", message);
      case Ending.PlatformFailure(var message) ->
          record(report, EndingKind.PLATFORM_FAILURE, 0, "{}", message);
      case Ending.Stopped(var message) -> record(report, EndingKind.STOPPED, 0, "{}", message);
    };
  }

  static ExecutionCommand.ReportAttempt decode(ReportAttempt w) {
    Ending ending =
        switch (w.getEnding()) {
          case EXITED ->
              new Ending.Exited(
                  w.getExitCode(), ValueJson.readFields(w.getOutputs()), w.getMessage());
          case FAULTY -> new Ending.Faulty(w.getMessage());
          case PLATFORM_FAILURE -> new Ending.PlatformFailure(w.getMessage());
          case STOPPED -> new Ending.Stopped(w.getMessage());
          case UNKNOWN -> throw new UndecodableException("an ending of a later version");
        };
    return new ExecutionCommand.ReportAttempt(
        w.getTask(),
        w.getNumber(),
        w.getEpoch(),
        new RunnerId(w.getRunner(), w.getIncarnation()),
        ending);
  }

  private static ReportAttempt record(
      ExecutionCommand.ReportAttempt report,
      EndingKind kind,
      int code,
      String outputs,
      String message) {
    return new ReportAttempt(
        report.task(),
        report.number(),
        report.epoch(),
        report.runner().name(),
        report.runner().incarnation(),
        kind,
        code,
        outputs,
        message);
  }
}
