package io.continuo.runner.launch.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.container.login.RegistryLogins;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Pulls of images, one per image at a time, whoever waits for it. */
final class ImagePulls {
  private static final long TELL_EVERY_MS = 5_000;

  private final DockerClient docker;
  private final ConcurrentMap<String, Pull> underWay = new ConcurrentHashMap<>();
  private final RegistryLogins logins;
  private final Duration silence;

  /**
   * @param silence after which a pull is given up: a registry that takes a connection and never
   *     answers keeps the daemon waiting for ever
   */
  ImagePulls(DockerClient docker, RegistryLogins logins, Duration silence) {
    this.docker = docker;
    this.logins = logins;
    this.silence = silence;
  }

  /** A pull under way, and whom it is pulled as: asking for that may start a program. */
  private record Pull(ImagePull work, RegistryLogins.Login login) {}

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
    Pull known = underWay.get(image);
    if (known != null && known.work.isSilentFor(silence)) { // whoever waited for it was stopped
      known.work.giveUp(silence);
      known = null;
    }
    Pull pull = known == null ? begin(image) : known;
    while (true) {
      try {
        Optional<String> trouble = pull.work.ended().get(TELL_EVERY_MS, TimeUnit.MILLISECONDS);
        if (trouble.isPresent()) {
          throw LaunchException.platform(
              "image '%s' is not on the runner's host and cannot be pulled: %s; check its name and tag, and %s"
                  .formatted(image, pull.login.safe(trouble.get()), pull.login.advice()));
        }
        progress.tell("pulled " + image + ", " + pull.work.progress());
        return;
      } catch (TimeoutException _) {
        if (pull.work.isSilentFor(silence)) {
          pull.work.giveUp(silence);
        }
        progress.tell("pulling " + image + ", " + pull.work.progress());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a pull ends with words, not with an exception", e);
      }
    }
  }

  /** Or joins one that others have begun meanwhile. */
  private Pull begin(String image) throws LaunchException, InterruptedException {
    PullImageCmd command = docker.pullImageCmd(tagged(image));
    RegistryLogins.Login login = logins.of(image, Optional.ofNullable(command.getAuthConfig()));
    login.auth().ifPresent(command::withAuthConfig);
    return underWay.computeIfAbsent(image, _ -> start(image, command, login));
  }

  private Pull start(String image, PullImageCmd command, RegistryLogins.Login login) {
    Pull pull = new Pull(new ImagePull(), login);
    var _ = pull.work.ended().whenComplete((trouble, none) -> underWay.remove(image, pull));
    command.exec(pull.work);
    return pull;
  }

  private static String tagged(String image) {
    boolean tagged = image.contains("@") || image.lastIndexOf(':') > image.lastIndexOf('/');
    return tagged ? image : image + ":latest";
  }
}
