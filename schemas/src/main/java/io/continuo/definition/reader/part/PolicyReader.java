package io.continuo.definition.reader.part;

import io.continuo.definition.policy.Backoff;
import io.continuo.definition.policy.ExitCodes;
import io.continuo.definition.policy.OnTaskFailure;
import io.continuo.definition.policy.OnWorkflowFailure;
import io.continuo.definition.policy.OverlapPolicy;
import io.continuo.definition.policy.Priority;
import io.continuo.definition.policy.RetryPolicy;
import io.continuo.definition.policy.Timeouts;
import io.continuo.definition.reader.form.Form;
import io.continuo.definition.reader.form.Place;
import io.continuo.value.Value;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads retries, timeouts, overlap and failure. */
final class PolicyReader {
  private static final int MAX_ATTEMPTS = 1_000;
  private static final int MAX_LIVE = 100_000;

  private PolicyReader() {}

  static RetryPolicy retry(Place place) {
    Form form = place.form("a retry policy");
    RetryPolicy usual = RetryPolicy.DEFAULT;
    RetryPolicy policy =
        new RetryPolicy(
            form.take("attempts")
                .flatMap(at -> at.integer(1, MAX_ATTEMPTS))
                .orElse(usual.attempts()),
            form.take("backoff").map(PolicyReader::backoff).orElse(usual.backoff()),
            form.take("exitCodes").map(PolicyReader::exitCodes).orElse(usual.exitCodes()),
            form.take("blockedDelay").flatMap(Place::duration).orElse(usual.blockedDelay()),
            form.take("platformAttempts")
                .flatMap(at -> at.integer(0, MAX_ATTEMPTS))
                .orElse(usual.platformAttempts()));
    form.take("preset").ifPresent(Place::text);
    form.close();
    return policy;
  }

  private static Backoff backoff(Place place) {
    Form form = place.form("a back-off");
    Backoff usual = Backoff.DEFAULT;
    Duration first = form.take("first").flatMap(at -> at.duration(true)).orElse(usual.first());
    Optional<Place> maxPlace = form.take("max");
    Duration usualMax = usual.max().compareTo(first) < 0 ? first : usual.max();
    Duration max = maxPlace.flatMap(at -> at.duration(true)).orElse(usualMax);
    if (max.compareTo(first) < 0) {
      maxPlace.ifPresent(
          at -> at.problem("max " + max + " is shorter than first " + first + ": raise it"));
    }
    double factor = form.take("factor").flatMap(at -> at.number(1, 100)).orElse(usual.factor());
    double jitter = form.take("jitter").flatMap(at -> at.number(0, 1)).orElse(usual.jitter());
    form.close();
    return new Backoff(first, factor, max, jitter);
  }

  private static ExitCodes exitCodes(Place place) {
    Form form = place.form("exit codes");
    Map<Integer, String> taken = new HashMap<>();
    Set<Integer> success = codes(form, "success", taken);
    if (form.take("success").isEmpty()) {
      success = ExitCodes.DEFAULT.success();
      success.forEach(code -> taken.put(code, "success"));
    }
    ExitCodes codes =
        new ExitCodes(
            success,
            codes(form, "blocked", taken),
            codes(form, "fatal", taken),
            codes(form, "retry", taken));
    form.close();
    return codes;
  }

  private static Set<Integer> codes(Form form, String meaning, Map<Integer, String> taken) {
    Set<Integer> codes = new TreeSet<>();
    form.take(meaning)
        .ifPresent(
            list ->
                list.items("exit codes, such as [20]")
                    .forEach(
                        item ->
                            item.integer(0, 255)
                                .ifPresent(code -> claim(item, code, meaning, taken, codes))));
    return codes;
  }

  private static void claim(
      Place item, int code, String meaning, Map<Integer, String> taken, Set<Integer> codes) {
    String other = taken.putIfAbsent(code, meaning);
    if (other == null) {
      codes.add(code);
    } else {
      item.problem(
          "exit code " + code + " is listed as " + other + " already: a code has one meaning");
    }
  }

  static Timeouts timeouts(Place place) {
    Form form = place.form("timeouts");
    Timeouts timeouts =
        new Timeouts(
            form.take("queued").flatMap(Place::duration),
            form.take("attempt").flatMap(Place::duration),
            form.take("total").flatMap(Place::duration));
    form.close();
    return timeouts;
  }

  static OverlapPolicy overlap(Place place) {
    Map<String, OverlapPolicy.Kind> kinds = new LinkedHashMap<>();
    for (OverlapPolicy.Kind kind : OverlapPolicy.Kind.values()) {
      kinds.put(kind.text(), kind);
    }
    if (place.isText()) {
      return place
          .choice("overlap policies", kinds)
          .map(kind -> overlap(kind, Optional.empty()))
          .orElse(OverlapPolicy.ALLOW);
    }
    Form form = place.form("an overlap policy");
    Optional<OverlapPolicy.Kind> kind =
        form.require("policy", "policy: queue").flatMap(at -> at.choice("overlap policies", kinds));
    Optional<Place> maxPlace = form.take("max");
    Optional<Integer> max = maxPlace.flatMap(at -> at.integer(1, MAX_LIVE));
    Optional<Place> keyPlace = form.take("key");
    Optional<String> key = keyPlace.flatMap(Place::text);
    form.close();
    if (kind.equals(Optional.of(OverlapPolicy.Kind.ALLOW))) {
      String cure = ": say queue, skip, replace or refuse, for what exceeds it";
      maxPlace.ifPresent(at -> at.problem("'allow' has no max" + cure));
      keyPlace.ifPresent(at -> at.problem("'allow' has no key" + cure));
    }
    OverlapPolicy policy = kind.map(known -> overlap(known, max)).orElse(OverlapPolicy.ALLOW);
    return new OverlapPolicy(policy.kind(), policy.max(), key);
  }

  private static OverlapPolicy overlap(OverlapPolicy.Kind kind, Optional<Integer> max) {
    return kind == OverlapPolicy.Kind.ALLOW
        ? OverlapPolicy.ALLOW
        : OverlapPolicy.of(kind, max.orElse(1));
  }

  static OnTaskFailure onTaskFailure(Place place) {
    if (place.isText()) {
      return place
          .choice(
              "task failure policies",
              Map.of("fail", OnTaskFailure.FAIL, "skip", OnTaskFailure.SKIP))
          .orElse(OnTaskFailure.FAIL);
    }
    Form form =
        place.form("a failure policy: fail, skip, { default: { OUTPUT: VALUE } } or { run: TASK }");
    Optional<Place> outputs = form.take("default");
    Optional<String> run = form.take("run").flatMap(Place::text);
    form.close();
    if (run.isPresent()) {
      return new OnTaskFailure.Run(run.get());
    }
    if (outputs.isPresent() && outputs.get().value() instanceof Value.Fields fields) {
      return new OnTaskFailure.Default(fields);
    }
    outputs.ifPresentOrElse(
        at -> at.unexpected("a mapping of outputs"),
        () ->
            place.problem(
                "the failure policy says neither default nor run: write { default: { OUTPUT: VALUE } }"));
    return OnTaskFailure.FAIL;
  }

  static Optional<OnWorkflowFailure> onWorkflowFailure(Place place) {
    Map<String, OnWorkflowFailure> choices = new LinkedHashMap<>();
    for (OnWorkflowFailure policy : OnWorkflowFailure.values()) {
      choices.put(policy.text(), policy);
    }
    return place.choice("workflow failure policies", choices);
  }

  static Optional<Priority> priority(Place place) {
    Map<String, Priority> choices = new LinkedHashMap<>();
    for (Priority priority : Priority.values()) {
      choices.put(priority.text(), priority);
    }
    return place.choice("priorities", choices);
  }
}
