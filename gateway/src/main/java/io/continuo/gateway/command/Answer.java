package io.continuo.gateway.command;

import io.continuo.event.Recorded;
import org.apache.kafka.common.TopicPartition;

/** What the engine made of a command. */
public sealed interface Answer {

  /** The first event that the command caused, and where it stands. */
  record Event(Recorded<?> recorded, TopicPartition partition, long offset) implements Answer {}

  /** No event, since what was asked is true already: an exact repeat. */
  record AlreadySo() implements Answer {}

  /** Nothing was heard in time. The command is in the log and will be carried out. */
  record Silence() implements Answer {}
}
