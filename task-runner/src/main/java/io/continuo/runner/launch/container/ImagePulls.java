package io.continuo.runner.launch.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.container.login.RegistryLogins;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Pulls of images, one per image at a time, whoever waits for it. */
final class ImagePulls {
  private final DockerClient docker;
  private final ConcurrentMap<String, ImagePull> underWay = new ConcurrentHashMap<>();
  private final RegistryLogins logins;
  private final long tellEveryMs;

  ImagePulls(DockerClient docker, RegistryLogins logins, long tellEveryMs) {
    this.docker = docker;
    this.logins = logins;
    this.tellEveryMs = tellEveryMs;
  }

  /** Where one of those who wait tells how far the pull is. */
  interface Progress {
    void tell(String line) throws IOException;
  }

  boolean isHere(String image) {
    try {
      docker.inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException _) {
      return false;
    }
  }

  /** Returns when the image is there. */
  void pull(String image, Progress progress)
      throws LaunchException, InterruptedException, IOException {
    PullImageCmd command = docker.pullImageCmd(tagged(image));
    RegistryLogins.Login login = logins.of(image, Optional.ofNullable(command.getAuthConfig()));
    login.auth().ifPresent(command::withAuthConfig);
    ImagePull pull = underWay.computeIfAbsent(image, _ -> start(image, command));
    while (true) {
      try {
        Optional<String> trouble = pull.ended().get(tellEveryMs, TimeUnit.MILLISECONDS);
        if (trouble.isPresent()) {
          throw LaunchException.platform(
              "image '%s' is not on the runner's host and cannot be pulled: %s; check its name and tag, and %s"
                  .formatted(image, login.safe(trouble.get()), login.advice()));
        }
        progress.tell("pulled " + image + ", " + pull.progress());
        return;
      } catch (TimeoutException _) {
        progress.tell("pulling " + image + ", " + pull.progress());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a pull ends with words, not with an exception", e);
      }
    }
  }

  private ImagePull start(String image, PullImageCmd command) {
    ImagePull pull = new ImagePull();
    var _ = pull.ended().whenComplete((trouble, none) -> underWay.remove(image, pull));
    command.exec(pull);
    return pull;
  }

  private static String tagged(String image) {
    boolean tagged = image.contains("@") || image.lastIndexOf(':') > image.lastIndexOf('/');
    return tagged ? image : image + ":latest";
  }
}
