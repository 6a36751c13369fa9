package io.continuo.runner;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Launcher;
import io.continuo.runner.launch.Room;
import io.continuo.runner.launch.Running;
import io.continuo.runner.launch.Secrets;
import io.continuo.runner.launch.Workspace;
import io.continuo.spec.SpecFault;
import io.continuo.spec.SpecSchema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A launcher that is asked only for what the JSON schema of its task type accepts. */
record CheckedLauncher(Launcher launcher, SpecSchema schema) implements Launcher {
  private static final int TOLD = 5;

  @Override
  public Running launch(TaskLaunch task, Workspace workspace, Secrets secrets)
      throws LaunchException, InterruptedException {
    check(task);
    return launcher.launch(task, workspace, secrets);
  }

  @Override
  public Running launch(TaskLaunch task, Workspace workspace, Secrets secrets, Room room)
      throws LaunchException, InterruptedException {
    check(task);
    return launcher.launch(task, workspace, secrets, room);
  }

  private void check(TaskLaunch task) throws LaunchException {
    List<SpecFault> faults = schema.faults(task.spec());
    if (!faults.isEmpty()) {
      String told =
          faults.stream().limit(TOLD).map(SpecFault::toString).collect(Collectors.joining("; "));
      throw LaunchException.user(
          "the task's fields are not those of a task of type %s: %s%s"
              .formatted(type(), told, faults.size() > TOLD ? "; and more" : ""));
    }
  }

  @Override
  public String type() {
    return launcher.type();
  }

  @Override
  public boolean claimFirst() {
    return launcher.claimFirst();
  }

  @Override
  public boolean effectFree() {
    return launcher.effectFree();
  }

  @Override
  public List<String> images() throws InterruptedException {
    return launcher.images();
  }

  @Override
  public boolean outlivesDispatch() {
    return launcher.outlivesDispatch();
  }

  @Override
  public boolean adoptable() {
    return launcher.adoptable();
  }

  @Override
  public Optional<Running> attach(Workspace workspace) throws InterruptedException {
    return launcher.attach(workspace);
  }

  @Override
  public Optional<Running> attach(Workspace workspace, Secrets secrets)
      throws InterruptedException {
    return launcher.attach(workspace, secrets);
  }

  @Override
  public Set<AttemptId> present() throws InterruptedException {
    return launcher.present();
  }

  @Override
  public void sweep() throws InterruptedException {
    launcher.sweep();
  }

  @Override
  public void close() {
    launcher.close();
  }
}
