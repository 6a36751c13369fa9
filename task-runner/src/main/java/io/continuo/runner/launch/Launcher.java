package io.continuo.runner.launch;

import io.continuo.dispatch.TaskLaunch;
import io.continuo.id.AttemptId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One way to run a task: the extension point for task types. Everything blocks and is called from
 * virtual threads; an implementation is safe for use by many at once, but one attempt is only ever
 * launched by one thread.
 *
 * <p>Whatever is launched is named from its attempt id and outlives the runner where that is
 * possible: closing a launcher, or losing its process, leaves the tasks running, and the next
 * launcher of the same runner attaches to them.
 */
public interface Launcher extends AutoCloseable {

  /** The task type that it serves, as in {@code type: container}. */
  String type();

  /**
   * Whether the engine must have accepted the claim before anything starts. True where a start
   * costs much more than one hop through the engine, or where what is launched may have done its
   * work before it can be stopped: a killed broker does not know what it delivered, so a task can
   * come again as if for the first time. Otherwise a launch whose claim is refused is stopped
   * again.
   */
  default boolean claimFirst() {
    return false;
  }

  /**
   * Whether launching changes nothing anywhere, so that it needs neither workspace nor supervision.
   */
  default boolean effectFree() {
    return false;
  }

  /** Images that this host has ready, for lists of runners; asked once, when the runner joins. */
  default List<String> images() throws InterruptedException {
    return List.of();
  }

  /**
   * Whether another runner's launcher of this type can find what runs and take it over under a
   * later dispatch. What cannot be taken over is stopped before it is left to others.
   */
  default boolean adoptable() {
    return false;
  }

  /**
   * Whether a new dispatch of an attempt goes on with what an earlier one started, on whichever
   * runner: then a runner that was thought lost {@linkplain Running#letGo lets go} of what it
   * started.
   */
  default boolean outlivesDispatch() {
    return false;
  }

  /**
   * Starts the attempt, or attaches to it when it was started before.
   *
   * @param workspace already {@linkplain Workspace#prepare prepared}
   * @param secrets the task's own, resolved
   * @throws LaunchException when it cannot start; says whose fault that is
   */
  Running launch(TaskLaunch task, Workspace workspace, Secrets secrets)
      throws LaunchException, InterruptedException;

  /**
   * The same while the program before may still be leaving its room: what needs none can be got
   * ready meanwhile, but nothing of the task runs before {@link Room#enter} has returned.
   *
   * @throws InterruptedException when a stop came before it entered, which interrupts this thread:
   *     {@link #attach} is asked next, and removes what was got ready
   */
  default Running launch(TaskLaunch task, Workspace workspace, Secrets secrets, Room room)
      throws LaunchException, InterruptedException {
    room.enter();
    return launch(task, workspace, secrets);
  }

  /**
   * Finds what an earlier launch of this attempt left: running, or ended and not yet removed. What
   * was got ready and never ran is removed instead.
   */
  Optional<Running> attach(Workspace workspace) throws InterruptedException;

  /** The same for a launcher that needs the task's secrets again to go on with it. */
  default Optional<Running> attach(Workspace workspace, Secrets secrets)
      throws InterruptedException {
    return attach(workspace);
  }

  /**
   * What really is there under this runner's name, whoever started it: running, or ended and not
   * removed.
   */
  Set<AttemptId> present() throws InterruptedException;

  /**
   * Removes what it kept of ended and reported attempts, as far as its time has come; called now
   * and then.
   */
  default void sweep() throws InterruptedException {}

  /** Lets go of connections and threads; tasks go on. */
  @Override
  void close();
}
