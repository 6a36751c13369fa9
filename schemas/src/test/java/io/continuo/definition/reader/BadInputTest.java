package io.continuo.definition.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.definition.WorkflowDefinition;
import io.continuo.definition.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of mistake, with the place and the cure that its author is told. */
class BadInputTest {
  private static final String HEAD = "namespace: finance\nname: test\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "colour: red|3|/colour|unknown field 'colour' in a workflow: fields are kind, namespace, name",
        "task: {}|3|/task|unknown field 'task' in a workflow: did you mean 'tasks'?",
        "owner: { tea: x }|3|/owner/tea|unknown field 'tea' in the owner: did you mean 'team'?",
        "owner: me|3|/owner|expected a mapping that describes the owner, found the text 'me'",
        "description: 5|3|/description|expected text, found the number 5: put it in quotes",
        "labels: [a]|3|/labels|expected a mapping of labels, found a list",
        "deadline: 6h|3|/deadline|'6h' is not a duration: write ISO 8601, such as PT30S",
        "deadline: PT0S|3|/deadline|a duration of PT0S makes no sense here: it must be more than PT0S",
        "onFailure: abrot|3|/onFailure|'abrot' is not one of the workflow failure policies: did you mean 'abort'?",
        "priority: urgent|3|/priority|'urgent' is not one of the priorities: priorities are low, normal, high",
        "overlap: wait|3|/overlap|'wait' is not one of the overlap policies: overlap policies are allow, queue, skip",
        "overlap: { policy: allow, max: 3 }|3|/overlap/max|'allow' has no max: say queue, skip, replace or refuse",
        "overlap: { policy: queue, max: 0 }|3|/overlap/max|expected a whole number from 1 to 100000, found the number 0",
        "overlap: { max: 2 }|3|/overlap|an overlap policy needs the field 'policy': write policy: queue",
        "partitions: { grain: dayly }|3|/partitions/grain|'dayly' is not one of the grains: did you mean 'daily'?",
        "partitions: { grain: daily, timezone: Mars/Olympus }|3|/partitions/timezone|'Mars/Olympus' is not a time zone: write a name of the tz database",
        "partitions: { grain: daily, start: 2026-02-30 }|3|/partitions/start|'2026-02-30' is not a day: write one like 2026-01-01",
        "partitions: {}|3|/partitions|the partitions needs the field 'grain': write grain: daily",
        "inputs: { a: strin }|3|/inputs/a|'strin' is not a type: there is no type 'strin'; types are string, integer",
        "inputs: { a: { type: integer, default: x } }|3|/inputs/a/default|the default does not fit: the value is the text 'x', not an integer",
        "inputs: { a b: string }|3|/inputs/a b|input 'a b' cannot be referred to: use letters, digits, '_' and '-', e.g. 'a_b'",
        "inputs: { a: [x, x] }|3|/inputs/a|the enum names 'x' twice",
        "name: again|3|/name|'name' is said twice, first on line 2: remove one of them",
        "kind: job|3|/kind|'job' is not one of the kinds of definition",
      })
  void mistakesOfAWorkflowNameTheirPlaceAndCure(
      String mistake, int line, String pointer, String message) {
    assertThat(problems(HEAD + mistake + "\ntasks: { a: { type: noop } }\n"))
        .anySatisfy(problem -> is(problem, line, pointer, message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "type: nop|/type|there is no task type 'nop': did you mean 'noop'?",
        "after: [a]||task 'x' needs the field 'type': write type: container, process, http or noop",
        "type: container||task 'x' needs the field 'image': write image: registry.example.com",
        "type: container, imge: a|/imge|unknown field 'imge' in task 'x': did you mean 'image'?",
        "type: container, image: a, command: echo hi|/command|a command is a list of words, without a shell: write [sh, -c, '...'] for a shell line",
        "type: noop, image: a|/image|unknown field 'image' in task 'x'",
        "type: process||task 'x' needs the field 'command': write command: [sh, -c, 'echo hello']",
        "type: process, command: []|/command|the command is empty: name a program",
        "type: process, command: [[a]]|/command/0|expected text, found a list",
        "type: process, command: [a], env: { A-B: x }|/env/A-B|'A-B' is not a name of an environment variable",
        "type: process, command: [a], env: { CONTINUO_TASK: x }|/env/CONTINUO_TASK|'CONTINUO_TASK' is reserved",
        "type: process, command: [a], stopGrace: 10|/stopGrace|expected text, found the number 10: put it in quotes",
        "type: http||task 'x' needs the field 'request'",
        "type: http, request: {}|/request|the request needs the field 'url'",
        "type: http, request: { url: ftp://a }|/request/url|'ftp://a' is not the address of a request: start it with http:// or https://",
        "type: http, request: { url: http://a, method: get }|/request/method|'get' is not a method: use GET",
        "type: http, request: { url: http://a, header: {} }|/request/header|unknown field 'header' in the request: did you mean 'headers'?",
        "type: http, request: { url: http://a, expect: [99] }|/request/expect/0|expected a whole number from 100 to 599, found the number 99",
        "type: noop, after: a|/after|expected a list of tasks, found the text 'a'",
        "type: noop, after: [b]|/after/0|there is no task 'b' to come after: tasks are a, x",
        "type: noop, after: [aa]|/after/0|there is no task 'aa' to come after: did you mean 'a'?",
        "type: noop, retry: { attempts: 0 }|/retry/attempts|expected a whole number from 1 to 1000, found the number 0",
        "type: noop, retry: { backoff: { jitter: 2 } }|/retry/backoff/jitter|expected a number from 0.0 to 1.0, found the number 2",
        "type: noop, retry: { backoff: { first: PT1H, max: PT1M } }|/retry/backoff/max|max PT1M is shorter than first PT1H: raise it",
        "type: noop, retry: { exitCodes: { fatal: [256] } }|/retry/exitCodes/fatal/0|expected a whole number from 0 to 255, found the number 256",
        "type: noop, retry: { exitCodes: { fatal: [5], blocked: [5] } }|/retry/exitCodes/fatal/0|exit code 5 is listed as blocked already: a code has one meaning",
        "type: noop, retry: { exitCodes: { fatal: [0] } }|/retry/exitCodes/fatal/0|exit code 0 is listed as success already",
        "type: noop, timeout: { attempt: 1h }|/timeout/attempt|'1h' is not a duration",
        "type: noop, timeout: { atempt: PT1H }|/timeout/atempt|unknown field 'atempt' in timeouts: did you mean 'attempt'?",
        "type: noop, queue: Big Ones|/queue|queue 'Big Ones' is not a name",
        "type: noop, resources: { memory: 2 GB }|/resources/memory|'2 GB' is not an amount of memory: write 512Mi or 2Gi",
        "type: noop, resources: { cpu: many }|/resources/cpu|'many' is not an amount of cpu: write '0.5' or 500m",
        "type: noop, resources: { pids: 0 }|/resources/pids|'0' is not an amount of pids: write a whole number such as 64",
        "type: noop, resources: { ulimits: { nofile: much } }|/resources/ulimits/nofile|expected a whole number from -1",
        "type: noop, resources: { ulimits: { nofile: { soft: 1 } } }|/resources/ulimits/nofile|a limit needs the field 'hard'",
        "type: container, image: a, pull: allways|/pull|'allways' is not one of the pull policies",
        "type: container, image: a, kubernetes: big|/kubernetes|expected a mapping for a runner on Kubernetes",
        "type: container, image: a, readOnlyRoot: 1|/readOnlyRoot|expected true or false",
        "type: container, image: a, volumes: [{ source: /a }]|/volumes/0|a volume needs the field 'target'",
        "type: container, image: a, volumes: [{ source: /a, target: /b, mode: ro }]|/volumes/0/mode|unknown field 'mode' in a volume",
        "type: noop, outputs: { o: lst }|/outputs/o|there is no type 'lst'",
        "type: noop, onFailure: ignore|/onFailure|'ignore' is not one of the task failure policies",
        "type: noop, onFailure: {}|/onFailure|the failure policy says neither default nor run",
        "type: noop, outputs: { n: integer }, onFailure: { default: { n: x } }|/onFailure|the default outputs do not fit those declared: the value at .n is the text 'x', not an integer",
        "type: noop, outputs: { n: integer }, onFailure: { default: {} }|/onFailure|lacks the field 'n'",
      })
  void mistakesOfATaskNameTheirPlaceAndCure(String task, String pointer, String message) {
    String at = "/tasks/x" + (pointer == null ? "" : pointer);
    assertThat(problems(HEAD + "tasks:\n  a: { type: noop }\n  x: { " + task + " }\n"))
        .anySatisfy(problem -> is(problem, 5, at, message));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "${inputs.curency}|${inputs.curency} refers to an input that does not exist: did you mean 'currency'?",
        "${inputs.currency.x}|${inputs.currency.x} refers to 'x' of string, which has no such part",
        "${tasks.lod.outputs.rows}|${tasks.lod.outputs.rows} refers to a task that does not exist: did you mean 'load'?",
        "${tasks.load.outputs.row}|${tasks.load.outputs.row} refers to an output that task 'load' does not declare: did you mean 'rows'?",
        "${tasks.load.outputs.rows.0.b}|${tasks.load.outputs.rows.0.b} refers to 'b' of record{a: integer}, which has no such part",
        "${tasks.load.rows}|${tasks.load.rows} refers to nothing: write ${inputs.NAME}",
        "${HOME}|${HOME} refers to nothing: write ${inputs.NAME}",
        "${partition}|${partition} has no value: the workflow has no partitions",
        "a ${inputs.currency|'${inputs.currency' is not closed",
      })
  void referencesThatLeadNowhereAreFoundWhereverTheyStand(String text, String message) {
    String workflow =
        HEAD
            + """
            inputs: { currency: string }
            tasks:
              load: { type: noop, outputs: { rows: "list<record{a: integer}>" } }
              x:
                type: process
                command:
                - sh
                - '%1$s'
                inputs: { a: { b: 'text %1$s' } }
            """
                .formatted(text);
    assertThat(problems(workflow))
        .anySatisfy(problem -> is(problem, 10, "/tasks/x/command/1", message))
        .anySatisfy(problem -> is(problem, 11, "/tasks/x/inputs/a/b", message));
  }

  @Test
  void aCycleIsNamedByItsPath() {
    String workflow =
        HEAD
            + """
            tasks:
              start: { type: noop, outputs: { o: string } }
              b: { type: noop, after: [c], outputs: { o: string } }
              c: { type: noop, inputs: { x: "${tasks.d.outputs.o}" } }
              d: { type: noop, after: [b, start], outputs: { o: string } }
            """;
    assertThat(problems(workflow))
        .hasSize(1)
        .first()
        .satisfies(
            problem -> is(problem, 5, "/tasks/b", "in a cycle: b -> d -> c -> b: remove one"));
  }

  @Test
  void malformedYamlIsToldWithItsLine() {
    assertThat(problems(HEAD + "tasks:\n  a: { type: noop\n  b: { type: noop }\n"))
        .hasSize(1)
        .first()
        .satisfies(problem -> is(problem, 5, "", "not YAML: "));
    assertThat(problems(HEAD + "tasks:\n\ta: 1\n"))
        .first()
        .satisfies(problem -> is(problem, 4, "", "not YAML: "));
  }

  @Test
  void malformedJsonIsToldWithItsLine() {
    String json = "{\n \"namespace\": \"finance\",\n \"name\" \"x\"}";
    assertThat(problems(json, Format.JSON))
        .hasSize(1)
        .first()
        .satisfies(problem -> is(problem, 3, "", "not JSON at column 9"));
    assertThat(problems("{} x", Format.JSON))
        .first()
        .satisfies(problem -> is(problem, 1, "", "not JSON"));
    assertThat(problems("", Format.JSON))
        .first()
        .satisfies(problem -> is(problem, 1, "", "the document is empty"));
  }

  @Test
  void aKeyThatComesTwiceInJsonIsRefusedToo() {
    String json =
        "{\"namespace\":\"f\",\"name\":\"x\",\"tasks\":{\"a\":{\"type\":\"noop\"},\n\"a\":{\"type\":\"noop\"}}}";
    assertThat(problems(json, Format.JSON))
        .hasSize(1)
        .first()
        .satisfies(problem -> is(problem, 2, "/tasks/a", "'a' is said twice, first on line 1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Load|cannot name a task: use 1 to 63 lower-case letters",
        "a.b|cannot name a task",
        "finally|the name is reserved for the workflow's last task",
      })
  void namesThatCannotBeAreRefused(String name, String message) {
    assertThat(problems(HEAD + "tasks: { " + name + ": { type: noop } }"))
        .hasSize(1)
        .first()
        .satisfies(problem -> is(problem, 3, "/tasks/" + name, message));
  }

  @Test
  void workflowsNeedANameThatIsFree() {
    assertThat(problems("namespace: continuo\nname: Bad_\ntasks: { a: { type: noop } }"))
        .satisfiesExactly(
            problem ->
                is(
                    problem,
                    1,
                    "/namespace",
                    "the namespace 'continuo' is reserved for the service itself"),
            problem ->
                is(
                    problem,
                    2,
                    "/name",
                    "name 'Bad_' is not a name: use 1 to 63 lower-case letters"));
    assertThat(problems("tasks: { a: { type: noop } }"))
        .extracting(Problem::message)
        .containsExactly(
            "a workflow needs the field 'namespace': write namespace: finance",
            "a workflow needs the field 'name': write name: daily-revenue");
  }

  @Test
  void aWorkflowWithoutTasksIsNone() {
    assertThat(problems(HEAD))
        .first()
        .satisfies(problem -> is(problem, 1, "", "a workflow needs the field 'tasks'"));
    assertThat(problems(HEAD + "tasks: {}"))
        .first()
        .satisfies(problem -> is(problem, 3, "/tasks", "the workflow has no tasks"));
    assertThat(problems(HEAD + "tasks:"))
        .first()
        .satisfies(
            problem -> is(problem, 3, "/tasks", "expected a mapping of tasks, found nothing"));
    assertThat(problems("just text"))
        .first()
        .satisfies(
            problem -> is(problem, 1, "", "expected a mapping with namespace, name and tasks"));
  }

  @Test
  void tooManyTasksAreRefusedByTheirNumber() {
    StringBuilder json = new StringBuilder("{\"namespace\":\"f\",\"name\":\"x\",\"tasks\":{");
    for (int i = 0; i <= WorkflowDefinition.MAX_TASKS; i++) {
      json.append(i == 0 ? "" : ",").append("\"t").append(i).append("\":{\"type\":\"noop\"}");
    }
    assertThat(problems(json.append("}}").toString(), Format.JSON))
        .hasSize(1)
        .first()
        .satisfies(
            problem ->
                is(
                    problem,
                    1,
                    "/tasks",
                    "100,001 tasks are too many: a workflow has at most 100,000"));
  }

  @Test
  void allProblemsAreToldAtOnceInTheOrderOfTheText() {
    String workflow =
        """
        namespace: finance
        name: test
        deadline: soon
        tasks:
          a: { type: container, after: [z] }
          b: { type: process, comand: [x] }
        """;
    assertThat(problems(workflow)).extracting(Problem::line).containsExactly(3, 5, 5, 6, 6);
  }

  @Test
  void aTextFullOfMistakesGetsABoundedAnswer() {
    String workflow = HEAD + "tasks:\n" + "  a: { type: noop }\n".repeat(1000);
    List<Problem> problems = problems(workflow);
    assertThat(problems).hasSize(501);
    assertThat(problems.getLast().message()).isEqualTo("and 499 more problems: solve these first");
  }

  @Test
  void aliasesThatExplodeAreRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      bomb.append(
          "a%d: &a%d [%s]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(9) + "*a" + (i - 1)));
    }
    assertThat(problems(bomb.toString()))
        .first()
        .satisfies(problem -> assertThat(problem.message()).contains("alias"));
    assertThat(problems("a: &a\n  b: *a\n")).hasSize(1);
  }

  @Test
  void aTextThatNestsTooDeepIsRefused() {
    assertThat(problems("[".repeat(5000), Format.JSON)).hasSize(1);
    assertThat(problems("[".repeat(20_000))).hasSize(1);
    assertThat(problems("a: " + "[".repeat(200) + "]".repeat(200)))
        .hasSize(1)
        .first()
        .satisfies(problem -> assertThat(problem.message()).contains("too deep"));
  }

  @Test
  void theWordsYesAndNoAreTextInYaml12() {
    assertThat(
            problems(
                HEAD + "description: yes\nlabels: { a: no, b: on }\ntasks: { a: { type: noop } }"))
        .isEmpty();
  }

  @Test
  void mergeKeysAndAliasesSpareRepetition() {
    String tasks =
        """
        tasks:
          a: &usual { type: noop, retry: { attempts: 3 } }
          b: { <<: *usual, after: [a] }
          c: { <<: *usual, after: [d] }
        """;
    assertThat(problems(HEAD + tasks))
        .singleElement()
        .satisfies(problem -> is(problem, 6, "/tasks/c/after/0", "there is no task 'd'"));
  }

  private static void is(Problem problem, int line, String pointer, String message) {
    assertThat(problem.pointer()).isEqualTo(pointer);
    assertThat(problem.line()).isEqualTo(line);
    assertThat(problem.message()).contains(message);
    assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
  }

  private static List<Problem> problems(String yaml) {
    return problems(yaml, Format.YAML);
  }

  private static List<Problem> problems(String text, Format format) {
    return switch (DefinitionReader.read(text, format)) {
      case ReadResult.Ok<WorkflowDefinition> ok -> List.of();
      case ReadResult.Invalid<WorkflowDefinition>(List<Problem> problems) -> problems;
    };
  }
}
