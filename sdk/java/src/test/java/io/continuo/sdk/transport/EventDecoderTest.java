package io.continuo.sdk.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventDecoderTest {
  private final EventDecoder decoder = new EventDecoder("");

  @Test
  void linesOfDataAreJoinedAndTheTypeIsForgottenAfterTheEvent() {
    assertThat(feed("event: TaskStarted", "id: 7", "data: a", "data:b", "", "data: c", ""))
        .containsExactly(
            new ServerEvent("7", "TaskStarted", "a\nb"), new ServerEvent("7", "message", "c"));
    assertThat(decoder.lastId()).isEqualTo("7");
  }

  @Test
  void heartbeatsAndUnknownFieldsAreNoEvents() {
    assertThat(feed(": heartbeat", "", "colour: blue", "", "event: nothing", "")).isEmpty();
  }

  @Test
  void onlyOneBlankAfterTheColonBelongsToTheSyntax() {
    assertThat(feed("data:  x", "")).extracting(ServerEvent::data).containsExactly(" x");
  }

  @Test
  void theWishedPauseIsTakenOnlyWhenItIsANumber() {
    feed("retry: 250", "");
    assertThat(decoder.reconnectAfter()).contains(Duration.ofMillis(250));
    feed("retry: soon", "");
    assertThat(decoder.reconnectAfter()).contains(Duration.ofMillis(250));
  }

  private List<ServerEvent> feed(String... lines) {
    return Arrays.stream(lines).map(decoder::line).flatMap(Optional::stream).toList();
  }
}
