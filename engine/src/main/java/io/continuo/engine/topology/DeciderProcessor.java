package io.continuo.engine.topology;

import io.continuo.engine.topology.family.Family;
import io.continuo.engine.topology.family.Family.Host;
import io.continuo.engine.topology.family.Family.Wake;
import io.continuo.engine.topology.store.AggregateStore;
import io.continuo.engine.topology.store.Anchor;
import io.continuo.engine.topology.store.Ended;
import io.continuo.engine.topology.store.Parking;
import io.continuo.engine.topology.store.Timers;
import io.continuo.wire.DeadLetter;
import io.continuo.wire.SchemaStoreUnavailableException;
import io.continuo.wire.Topics;
import io.continuo.wire.UndecodableException;
import io.continuo.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts the deciders of one family: a command in; events, effects and state out, in one
 * transaction. Nothing is written before the whole step is computed, so a command that cannot be
 * worked leaves a dead letter and nothing else.
 */
final class DeciderProcessor<S, C, E> implements Processor<String, byte[], String, Outgoing> {
  private static final Logger LOG = LoggerFactory.getLogger(DeciderProcessor.class);
  private static final long TICK_BUDGET_NANOS = Duration.ofMillis(20).toNanos();

  private final Family<S, C, E> family;
  private final Services services;
  private final Steps<S, C, E> steps;
  private @Nullable ProcessorContext<String, Outgoing> context;
  private @Nullable Aggregates<S, C, E> aggregates;
  private @Nullable Parking parking;
  private @Nullable Pace pace;
  private @Nullable Commits commits;
  private Optional<Ended> ended = Optional.empty();

  DeciderProcessor(Family<S, C, E> family, Services services) {
    this.family = family;
    this.services = services;
    this.steps =
        new Steps<>(family, services.format(), new Outbox(services.topics(), services.format()));
  }

  /** What every processor needs of its process. */
  record Services(Topics topics, WireFormat format, Looks looks, AtomicLong lastCommit) {
    Services(Topics topics, WireFormat format, Looks looks) {
      this(topics, format, looks, new AtomicLong());
    }
  }

  static String storeOf(Family<?, ?, ?> family) {
    return family.name();
  }

  static String parkingOf(Family<?, ?, ?> family) {
    return family.name() + "-parked";
  }

  static String anchorOf(Family<?, ?, ?> family) {
    return family.name() + "-anchor";
  }

  /** Only of families whose aggregates live once. */
  static String endedOf(Family<?, ?, ?> family) {
    return family.name() + "-ended";
  }

  @Override
  public void init(ProcessorContext<String, Outgoing> processorContext) {
    context = processorContext;
    KeyValueStore<String, byte[]> rows = processorContext.getStateStore(storeOf(family));
    KeyValueStore<String, byte[]> parked = processorContext.getStateStore(parkingOf(family));
    Aggregates<S, C, E> live = new Aggregates<>(family, new AggregateStore(rows));
    live.restore();
    aggregates = live;
    Anchor anchor = processorContext.getStateStore(anchorOf(family));
    anchor.beforeCommit(live::flush);
    parking = new Parking(parked);
    if (family.livesOnce()) {
      ended = Optional.of(new Ended(processorContext.getStateStore(endedOf(family)), now()));
    }
    commits = new Commits(processorContext, services.lastCommit());
    pace = new Pace(processorContext, services.looks(), this::tick);
    pace.adapt(nextDue());
  }

  @Override
  public void close() {
    if (pace != null) {
      pace.stop();
    }
  }

  @Override
  public void process(Record<String, byte[]> record) {
    try {
      work(record);
      pace().adapt(nextDue());
    } catch (KafkaException | SchemaStoreUnavailableException e) {
      // Kafka's own failures end the transaction, and a registry that is away is worth another try.
      throw e;
    } catch (UndecodableException | IllegalArgumentException e) {
      deadLetter(record, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("command for {} {} could not be worked", family.name(), record.key(), e);
      deadLetter(record, "internal error: " + e);
    }
  }

  private void work(Record<String, byte[]> record) {
    if (record.key() == null || record.value() == null) {
      throw new UndecodableException("a command needs the id of its aggregate as key, and a value");
    }
    C command = family.commands().decode(services.format().read(record.value()));
    Aggregate<S> before = aggregates().load(record.key());
    Optional<Host<S, C, E>> host = family.host(record.key(), before.state(), command);
    if (host.isEmpty()) {
      parking().park(record.key(), record.value());
      return;
    }
    Optional<Wake> wake = family.wakeOf(command);
    Instant sent = Instant.ofEpochMilli(record.timestamp());
    Instant at = wake.map(Wake::due).filter(sent::isBefore).orElse(sent);
    var arrival = new Steps.Arrival<>(record.key(), command, cause(record.headers()), at);
    Step<S> step = steps.step(host.get(), before, arrival);
    if (isRepeatedBirth(record.key(), before, step)) {
      return;
    }
    if (step.after().sequence() != before.sequence() || !step.rows().isEmpty()) {
      aggregates().save(record.key(), step.after(), host.get().snapshot(), step.rows());
    }
    boolean hasEnded = ended.isPresent() && isEnd(before, step);
    if (hasEnded) {
      ended.get().add(record.key(), at, now());
    }
    wake.ifPresent(
        timer ->
            aggregates()
                .rearm(record.key(), step.after().state(), host.get().snapshot(), timer.row()));
    step.out().forEach(out -> send(out, record.timestamp(), answering(out, arrival.cause())));
    if (hasEnded || isAwaited(record, command)) {
      Objects.requireNonNull(commits, "not initialised").soon();
    }
  }

  /** Who names a cause waits for the event that it has. */
  private boolean isAwaited(Record<String, byte[]> record, C command) {
    return record.headers().lastHeader(Topics.CAUSE_HEADER) != null
        && family.isAnsweredByEvent(command);
  }

  /**
   * What a runner hears names the command that it answers: after a crash an answer is written
   * again, and must not pass for one to a later question.
   */
  private Headers answering(Outgoing out, String cause) {
    Headers headers = new RecordHeaders();
    if (out.topic().equals(services.topics().runnerControl())) {
      headers.add(Topics.CAUSE_HEADER, cause.getBytes(StandardCharsets.UTF_8));
    }
    return headers;
  }

  /** Only what is alive, or was for the length of the step, has numbered events. */
  private boolean isRepeatedBirth(String key, Aggregate<S> before, Step<S> step) {
    return before.sequence() == 0
        && step.after().sequence() > 0
        && ended.map(memory -> memory.contains(key)).orElse(false);
  }

  private boolean isEnd(Aggregate<S> before, Step<S> step) {
    return step.after().sequence() > before.sequence()
        && step.after().state().equals(family.initial());
  }

  private Instant now() {
    return Instant.ofEpochMilli(context().currentSystemTimeMs());
  }

  /** Sends what is due as commands, so that time too comes through the log. */
  private void tick(long nowMillis) {
    long started = System.nanoTime();
    Instant now = Instant.ofEpochMilli(nowMillis);
    Optional<Timers.Timer> due = aggregates().takeDue(now);
    while (due.isPresent()) {
      Timers.Timer timer = due.get();
      command(timer.aggregate(), family.wake(timer.row(), timer.due()), nowMillis);
      due =
          System.nanoTime() - started > TICK_BUDGET_NANOS
              ? Optional.empty()
              : aggregates().takeDue(now);
    }
    while (ended.isPresent()
        && ended.get().forgetOne(now)
        && System.nanoTime() - started < TICK_BUDGET_NANOS) {
      // the budget bounds it
    }
    parking()
        .release(
            (key, value) -> {
              C command = family.commands().decode(services.format().read(value));
              return family.host(key, aggregates().load(key).state(), command).isPresent();
            },
            (key, value) ->
                send(
                    new Outgoing(family.commandTopic(), key, value),
                    nowMillis,
                    new RecordHeaders()));
    pace().adapt(nextDue());
  }

  /** What waits for its definition is always due soon. */
  private Optional<Instant> nextDue() {
    if (!parking().isEmpty()) {
      return Optional.of(Instant.EPOCH);
    }
    Optional<Instant> forget = ended.flatMap(Ended::next);
    Optional<Instant> due = aggregates().nextDue();
    return due.isEmpty() || forget.filter(due.get()::isAfter).isPresent() ? forget : due;
  }

  private void command(String key, C command, long nowMillis) {
    byte[] bytes = services.format().write(family.commands().encode(command));
    send(new Outgoing(family.commandTopic(), key, bytes), nowMillis, new RecordHeaders());
  }

  private void deadLetter(Record<String, byte[]> record, String reason) {
    RecordMetadata from = context().recordMetadata().orElseThrow();
    Headers headers = new RecordHeaders();
    DeadLetter.address(headers, reason, from.topic(), from.partition(), from.offset());
    byte[] value = record.value() == null ? new byte[0] : record.value();
    send(
        new Outgoing(services.topics().deadLetters(), Objects.toString(record.key(), ""), value),
        record.timestamp(),
        headers);
  }

  private void send(Outgoing out, long timestamp, Headers headers) {
    context().forward(new Record<>(out.key(), out, timestamp, headers));
  }

  /** The sender's own id for the command, or the command's place in the log. */
  private String cause(Headers headers) {
    Header header = headers.lastHeader(Topics.CAUSE_HEADER);
    if (header != null) {
      return new String(header.value(), StandardCharsets.UTF_8);
    }
    RecordMetadata from = context().recordMetadata().orElseThrow();
    return from.partition() + "@" + from.offset();
  }

  private ProcessorContext<String, Outgoing> context() {
    return Objects.requireNonNull(context, "not initialised");
  }

  private Aggregates<S, C, E> aggregates() {
    return Objects.requireNonNull(aggregates, "not initialised");
  }

  private Pace pace() {
    return Objects.requireNonNull(pace, "not initialised");
  }

  private Parking parking() {
    return Objects.requireNonNull(parking, "not initialised");
  }
}
