package io.continuo.runner.launch.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.PullResponseItem;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImagePullTest {
  private final ImagePull pull = new ImagePull();

  private void hear(String... items) throws Exception {
    for (String item : items) {
      pull.onNext(new ObjectMapper().readValue(item, PullResponseItem.class));
    }
  }

  private static String layer(String id, String status) {
    return "{\"id\": \"%s\", \"status\": \"%s\"}".formatted(id, status);
  }

  private static String downloading(String id, int current, int total) {
    return """
        {"id": "%s", "status": "Downloading", "progressDetail": {"current": %d, "total": %d}}"""
        .formatted(id, current, total);
  }

  @Test
  void layersAndTheirBytesAreCounted() throws Exception {
    hear(
        layer("3.20", "Pulling from library/alpine"),
        layer("a", "Already exists"),
        layer("b", "Pulling fs layer"),
        layer("c", "Waiting"),
        downloading("b", 1_000_000, 4_000_000));
    assertThat(pull.progress()).isEqualTo("1 of 3 layers, 1.0 of 4.0 MB");

    hear(
        layer("b", "Download complete"),
        """
        {"id": "b", "status": "Extracting", "progressDetail": {"current": 7, "total": 9}}""",
        layer("b", "Pull complete"));
    assertThat(pull.progress()).isEqualTo("2 of 3 layers, 4.0 of 4.0 MB");
  }

  @Test
  void anErrorWithinThePullIsItsEnd() throws Exception {
    hear(
        layer("b", "Pulling fs layer"),
        "{\"errorDetail\": {\"message\": \"unauthorized\"}, \"error\": \"unauthorized\"}");
    pull.onComplete();

    assertThat(pull.ended().join()).isEqualTo(Optional.of("unauthorized"));
  }

  @Test
  void aPullWithoutErrorEndsWell() throws Exception {
    hear(layer("b", "Pull complete"));
    pull.onComplete();

    assertThat(pull.ended().join()).isEmpty();
  }
}
