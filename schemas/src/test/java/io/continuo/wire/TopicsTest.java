package io.continuo.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.dispatch.Lane;
import org.junit.jupiter.api.Test;

class TopicsTest {
  private final Topics topics = new Topics("team.");

  @Test
  void commandsAreThoseOfAggregatesReadyTasksAndWordsToRunners() {
    assertThat(topics.commands()).hasSize(7).allMatch(topics::takesCommands);
    assertThat(topics.takesCommands(topics.tasks("gpu", Lane.BACKFILL))).isTrue();
    assertThat(topics.takesCommands(topics.runnerControl())).isTrue();
  }

  @Test
  void eventsDefinitionsAndChangelogsAreNone() {
    assertThat(topics.takesCommands(topics.executionEvents())).isFalse();
    assertThat(topics.takesCommands(topics.definitions())).isFalse();
    assertThat(topics.takesCommands(topics.deadLetters())).isFalse();
    assertThat(topics.takesCommands("team.engine-execution-changelog")).isFalse();
    assertThat(topics.takesCommands("other.runner.control")).isFalse();
  }
}
