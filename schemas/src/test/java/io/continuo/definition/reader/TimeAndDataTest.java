package io.continuo.definition.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about schedules, triggers, datasets and limits, and the mistakes in it. */
class TimeAndDataTest {
  private static final String PARTITIONS = "partitions: { grain: daily }\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "schedule: { cron: '0 25 * * *' }|/schedule/cron|'25' is not an hour of a cron expression: it takes 0 to 23",
        "schedule: { cron: '0 2 * *' }|/schedule/cron|is not a cron expression: write five fields",
        "schedule: { cron: '0 0 30 2 *' }|/schedule/cron|'0 0 30 2 *' never fires: no month that it names has a day that it names",
        "schedule: {}|/schedule|a schedule needs the field 'cron': write cron: '0 2 * * *'",
        "schedule: { cron: daily, timezone: Nowhere }|/schedule/timezone|'Nowhere' is not a time zone",
        "schedule: { cron: daily, offset: PT1M }|/schedule/offset|an offset needs partitions: add partitions: { grain: daily }, or remove it",
        "schedule: { cron: daily, jitter: -PT1M }|/schedule/jitter|a duration of PT-1M makes no sense here",
        "schedule: { cron: daily, jitter: P4000D }|/schedule/jitter|PT96000H is too long: write at most PT87840H",
        "schedule: { cron: daily, catchUp: some }|/schedule/catchUp|'some' is no way to catch up: write none, latest, all or last(n)",
        "schedule: { cron: daily, catchUp: last(0) }|/schedule/catchUp|'last(0)' is no way to catch up",
        "schedule: { cron: daily, catchUpPerHour: 0 }|/schedule/catchUpPerHour|expected a whole number from 1 to 100000, found the number 0",
        "schedule: { cron: daily, every: PT1H }|/schedule/every|unknown field 'every' in a schedule",
        "schedul: { cron: daily }|/schedul|there is no trigger 'schedul': did you mean 'schedule'?",
        "schedule: { cron: daily }, kafka: { topic: x }||a trigger is of one kind, found [schedule, kafka]",
        "landing: all|/landing|nothing lands for this workflow: name what it consumes, such as consumes: [ raw.payments ]",
        "execution: { workflow: other }|/execution/workflow|'other' is not of the form namespace/name",
        "execution: { workflow: Fin/other }|/execution/workflow|namespace 'Fin' is not a name",
        "execution: { workflow: f/other, on: ended }|/execution/on|'ended' is not one of the ends of an execution",
        "webhook: { eventType: x, secret: key }|/webhook/secret|'key' is no reference to a secret: write one like finance/webhook",
        "webhook: { eventType: x, inputs: { contry: data.x } }|/webhook/inputs/contry|the workflow has no input 'contry': did you mean 'country'?",
        "webhook: { eventType: x, inputs: { country: 5 } }|/webhook/inputs/country|expected text, found the number 5",
        "kafka: { topic: 'a b' }|/kafka/topic|'a b' names no topic: use letters, digits, '.', '_' and '-'",
        "kafka: { topic: x, inputs: [a] }|/kafka/inputs|expected a mapping of inputs, found a list",
      })
  void mistakesOfATriggerNameTheirPlaceAndCure(String trigger, String pointer, String message) {
    String text = "inputs: { country: optional<string> }\ntriggers: [ { " + trigger + " } ]\n";
    assertThat(problems(text))
        .singleElement()
        .satisfies(
            problem -> is(problem, 4, "/triggers/0" + (pointer == null ? "" : pointer), message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "consumes: [ Raw ]|/consumes/0|dataset 'Raw' is not a name",
        "consumes: [ { partition: same } ]|/consumes/0|a consumed dataset needs the field 'dataset'",
        "consumes: [ { dataset: x, partition: yesterday } ]|/consumes/0/partition|'yesterday' chooses no partitions: write same, all, any, lag(n) or last(n)",
        "consumes: [ { dataset: x, partition: lag(1) } ]|/consumes/0/partition|lag(1) needs partitions: add partitions: { grain: daily }, or remove it",
        "consumes: [ { dataset: x, partition: any } ]|/consumes/0/partition|any needs partitions",
        "consumes: [ { dataset: x, timezone: Mars } ]|/consumes/0/timezone|'Mars' is not a time zone",
        "overlap: { policy: queue, key: '${inputs.contry}' }|/overlap/key|${inputs.contry} refers to an input that does not exist: did you mean 'country'?",
        "overlap: { policy: queue, key: '${partition}' }|/overlap/key|${partition} has no value: the workflow has no partitions",
        "overlap: { policy: queue, key: '${tasks.a.outputs.x}' }|/overlap/key|${tasks.a.outputs.x} has no value before the execution starts: a key refers to ${inputs.NAME} and ${partition} only",
        "overlap: { policy: queue, key: '${execution}' }|/overlap/key|${execution} has no value before the execution starts",
        "overlap: { policy: queue, key: '${country}' }|/overlap/key|${country} has no value before the execution starts",
        "overlap: { policy: queue, key: '${inputs' }|/overlap/key|'${inputs' is not closed",
        "overlap: { policy: queue, key: inputs.country }|/overlap/key|the key is the same for every execution: refer to ${inputs.NAME} or ${partition}",
        "overlap: { policy: allow, key: '${inputs.country}' }|/overlap/key|'allow' has no key: say queue, skip, replace or refuse",
      })
  void mistakesAboutDataNameTheirPlaceAndCure(String mistake, String pointer, String message) {
    assertThat(problems("inputs: { country: string }\n" + mistake + "\n"))
        .singleElement()
        .satisfies(problem -> is(problem, 4, pointer, message));
  }

  @Test
  void aLandingTriggerIsOfAllOrOfAny() {
    assertThat(problems("consumes: [ raw.x ]\ntriggers: [ { landing: some } ]\n"))
        .singleElement()
        .satisfies(
            problem ->
                is(
                    problem,
                    4,
                    "/triggers/0/landing",
                    "'some' is not one of the landing triggers: landing triggers are"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "limits: { Fx: 1 }|/limits/Fx|'Fx' cannot name a limit",
        "limits: { fx: 0 }|/limits/fx|expected a whole number from 1 to 1000000, found the number 0",
        "limits: { fx: 1000001 }|/limits/fx|expected a whole number from 1 to 1000000",
        "produces: [ Marts ]|/produces/0|dataset 'Marts' is not a name",
      })
  void mistakesOfATaskNameTheirPlaceAndCure(String task, String pointer, String message) {
    String text = "namespace: f\nname: x\ntasks: { a: { type: noop, " + task + " } }\n";
    assertThat(read(text))
        .singleElement()
        .satisfies(problem -> is(problem, 3, "/tasks/a" + pointer, message));
  }

  @ParameterizedTest
  @ValueSource(strings = {"same", "all", "any", "last(2)"})
  void aWorkflowThatConsumesWhatItProducesWouldWaitForItself(String partition) {
    String consumes = "consumes: [ { dataset: raw.x, partition: " + partition + " } ]\n";
    String message =
        "the workflow produces raw.x itself, so it would wait for itself: consume an earlier partition, such as lag(1)";
    assertThat(problems(PARTITIONS + consumes + "produces: [ raw.x ]\n"))
        .singleElement()
        .satisfies(problem -> is(problem, 4, "/consumes/0", message));
    String task = "tasks: { a: { type: noop, produces: [ raw.x ] } }\n";
    assertThat(read("namespace: f\nname: x\n" + PARTITIONS + consumes + task))
        .singleElement()
        .satisfies(problem -> is(problem, 4, "/consumes/0", message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "consumes: [ raw.x, { dataset: raw.x, partition: lag(7) } ]",
        "consumes: [ { dataset: raw.x, partition: lag(1) } ]\nproduces: [ raw.x ]",
        "consumes: [ raw.x ]\ntriggers: [ { landing: any } ]",
        "triggers: [ { schedule: { cron: daily, offset: PT2H } } ]",
        "overlap: { policy: skip, key: 'x-${partition}' }",
        "priority: low\nbackfillFromUpstream: true",
      })
  void theseAreFine(String text) {
    assertThat(problems(PARTITIONS + text + "\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*/5 0-6,12 1 JAN-MAR MON-FRI", "30 0 2 * * 7", "0 0 ? * SUN", "hourly"})
  void cronExpressionsAreUnderstood(String cron) {
    assertThat(problems("triggers: [ { schedule: { cron: '" + cron + "', offset: PT0S } } ]\n"))
        .isEmpty();
  }

  @Test
  void allProblemsAreToldAtOnce() {
    String text =
        """
        consumes: [ { dataset: raw.x, partition: lag(1) } ]
        triggers:
        - schedule: { cron: '0 0 31 4 *', offset: P1D }
        - execution: { workflow: other }
        - landing: never
        overlap: { policy: queue, key: '${execution}' }
        """;
    assertThat(problems(text))
        .extracting(Problem::pointer)
        .containsExactly(
            "/consumes/0/partition",
            "/triggers/0/schedule/cron",
            "/triggers/0/schedule/offset",
            "/triggers/1/execution/workflow",
            "/triggers/2/landing",
            "/overlap/key");
  }

  @Test
  void whatStartsByItselfNeedsDefaultsForItsInputs() {
    assertThat(
            problems(
                """
                inputs: { currency: string, day: { type: string, default: x } }
                triggers: [ { schedule: { cron: daily } }, { webhook: { eventType: a } } ]
                """))
        .singleElement()
        .satisfies(
            problem ->
                is(
                    problem,
                    4,
                    "/triggers/0/schedule",
                    "nobody gives input 'currency' to what a schedule starts: give it a default"));
  }

  private static void is(Problem problem, int line, String pointer, String message) {
    assertThat(problem.pointer()).isEqualTo(pointer);
    assertThat(problem.line()).isEqualTo(line);
    assertThat(problem.message()).contains(message);
    assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
  }

  private static List<Problem> problems(String fields) {
    return read("namespace: f\nname: x\n" + fields + "tasks: { a: { type: noop } }\n");
  }

  private static List<Problem> read(String text) {
    return switch (DefinitionReader.read(text, Format.YAML)) {
      case ReadResult.Ok<WorkflowDefinition> ok -> List.of();
      case ReadResult.Invalid<WorkflowDefinition>(List<Problem> problems) -> problems;
    };
  }
}
