package io.continuo.runner.launch.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import io.continuo.id.AttemptId;
import io.continuo.runner.launch.Ending;
import io.continuo.runner.launch.Fault;
import io.continuo.runner.launch.Running;
import java.time.Duration;

/**
 * A container of ours whose workspace is gone: nobody can tell what it was for, so it only ends.
 */
record Stray(DockerClient docker, String id, AttemptId attempt, Leftovers leftovers)
    implements Running {

  @Override
  public Ending await() {
    return new Ending.Broken(
        Fault.PLATFORM, "the attempt's workspace was removed from the runner's disk");
  }

  @Override
  public void stop(Duration grace) throws InterruptedException {
    try {
      int seconds = Math.toIntExact((grace.toMillis() + 999) / 1000);
      Patience.endless().run(() -> docker.stopContainerCmd(id).withTimeout(seconds).exec());
    } catch (NotFoundException | NotModifiedException _) {
      // ended meanwhile
    }
  }

  @Override
  public void remove() throws InterruptedException {
    leftovers.remove(id);
  }
}
