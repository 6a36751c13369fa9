package io.continuo.cli.watch;

import io.continuo.cli.follow.PatientReader;
import io.continuo.sdk.model.TaskView;
import java.io.PrintStream;
import java.util.List;

/** Says only how it ended. */
public record QuietDisplay(PrintStream err, Wording wording) implements Display {
  @Override
  public void show(RunSnapshot snapshot) {}

  @Override
  public void tick() {}

  @Override
  public void away() {
    err.println(PatientReader.AWAY);
  }

  @Override
  public void end(RunSnapshot snapshot, List<TaskView> failed) {
    wording.summary(snapshot, failed).forEach(err::println);
  }
}
