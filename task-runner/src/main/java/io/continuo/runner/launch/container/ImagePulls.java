package io.continuo.runner.launch.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import io.continuo.runner.launch.LaunchException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Pulls of images, one per image at a time, whoever waits for it. Credentials are those that the
 * Docker configuration file of the runner's user has for the image's registry.
 */
final class ImagePulls {
  private final DockerClient docker;
  private final ConcurrentMap<String, ImagePull> underWay = new ConcurrentHashMap<>();
  private final long tellEveryMs;

  ImagePulls(DockerClient docker, long tellEveryMs) {
    this.docker = docker;
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
    ImagePull pull = underWay.computeIfAbsent(image, this::start);
    while (true) {
      try {
        Optional<String> trouble = pull.ended().get(tellEveryMs, TimeUnit.MILLISECONDS);
        if (trouble.isPresent()) {
          throw LaunchException.platform(
              "image '%s' is not on the runner's host and cannot be pulled: %s; check its name and tag, and the registry's credentials"
                  .formatted(image, trouble.get()));
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

  private ImagePull start(String image) {
    ImagePull pull = new ImagePull();
    var _ = pull.ended().whenComplete((trouble, none) -> underWay.remove(image, pull));
    boolean tagged = image.contains("@") || image.lastIndexOf(':') > image.lastIndexOf('/');
    docker.pullImageCmd(tagged ? image : image + ":latest").exec(pull);
    return pull;
  }
}
