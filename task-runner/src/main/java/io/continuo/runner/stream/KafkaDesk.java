package io.continuo.runner.stream;

import io.continuo.command.Ending;
import io.continuo.command.ExecutionCommand;
import io.continuo.command.RunnerCommand;
import io.continuo.id.AttemptId;
import io.continuo.id.RunnerId;
import io.continuo.runner.supervise.Desk;
import io.continuo.wire.Topics;
import io.continuo.wire.WireFormat;
import io.continuo.wire.codec.ExecutionCommandCodec;
import io.continuo.wire.codec.RecordCodec;
import io.continuo.wire.codec.RunnerCommandCodec;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the runner's commands. What is sent about one execution stays in order: same key, one
 * producer, so that a claim and its report may be sent back to back.
 */
public final class KafkaDesk implements Desk {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaDesk.class);
  private static final long PAUSE_SECONDS = 1;

  private final RunnerId self;
  private final Topics topics;
  private final WireFormat format;
  private final Producer<String, byte[]> producer;
  private final RecordCodec<ExecutionCommand> executions = new ExecutionCommandCodec();
  private final RecordCodec<RunnerCommand> runners = new RunnerCommandCodec();

  public KafkaDesk(
      RunnerId self, Topics topics, WireFormat format, Producer<String, byte[]> producer) {
    this.self = self;
    this.topics = topics;
    this.format = format;
    this.producer = producer;
  }

  /** A word on its way; {@link #await} makes sure that it arrived. */
  public record Sent(ProducerRecord<String, byte[]> command, Future<RecordMetadata> answer) {}

  Sent sendClaim(AttemptId id, Optional<String> question) {
    ProducerRecord<String, byte[]> claim =
        entry(
            id,
            new ExecutionCommand.ClaimAttempt(
                id.task(), id.number(), id.epoch(), self, question.isPresent()));
    question.ifPresent(
        text -> claim.headers().add(Topics.CAUSE_HEADER, text.getBytes(StandardCharsets.UTF_8)));
    return send(claim);
  }

  Sent sendReport(AttemptId id, Ending ending) {
    return send(
        entry(
            id,
            new ExecutionCommand.ReportAttempt(id.task(), id.number(), id.epoch(), self, ending)));
  }

  @Override
  public void claim(AttemptId attempt, Optional<String> question) throws InterruptedException {
    await(sendClaim(attempt, question));
  }

  @Override
  public void report(AttemptId attempt, Ending ending) throws InterruptedException {
    await(sendReport(attempt, ending));
  }

  /** Says something about the runner itself. */
  public Sent tell(RunnerCommand command) {
    return send(
        new ProducerRecord<>(
            topics.runnerCommands(), self.name(), format.write(runners.encode(command))));
  }

  private ProducerRecord<String, byte[]> entry(AttemptId id, ExecutionCommand command) {
    return new ProducerRecord<>(
        topics.executionCommands(),
        id.execution().toString(),
        format.write(executions.encode(command)));
  }

  private Sent send(ProducerRecord<String, byte[]> command) {
    return new Sent(command, producer.send(command));
  }

  /** Sends at once, in as few requests as can be, what was sent before. */
  void push() {
    producer.flush();
  }

  /** Waits until the word is durable, sending it again as often as the broker fails. */
  public void await(Sent sent) throws InterruptedException {
    Sent now = sent;
    while (true) {
      try {
        now.answer().get();
        return;
      } catch (ExecutionException e) {
        LOG.warn(
            "a command of {} was not taken, sending it again: {}",
            now.command().key(),
            String.valueOf(e.getCause()));
        TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
        now = send(now.command());
      }
    }
  }
}
