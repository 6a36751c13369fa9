package io.continuo.runner.launch.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.NotFoundException;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DaemonWordsTest {
  private static String away(String cause) {
    var e = new IllegalStateException(new SocketException(cause));
    return DaemonWords.away(
        new Patience.DaemonAway(Duration.ofSeconds(30), e), "unix:///run/docker.sock");
  }

  @Test
  void theDaemonsMessageIsTakenOutOfItsJson() {
    assertThat(
            DaemonWords.in(new NotFoundException("Status 404: {\"message\":\"manifest unknown\"}")))
        .isEqualTo("manifest unknown");
  }

  @Test
  void aSocketWithoutRightsIsNamedWithTheCure() {
    assertThat(away("Permission denied"))
        .contains("no permission", "unix:///run/docker.sock", "group 'docker'");
  }

  @Test
  void aDaemonThatIsNotThereIsNamedByItsAddress() {
    assertThat(away("Connection refused"))
        .contains("did not answer for 30 s", "Connection refused", "unix:///run/docker.sock");
  }
}
