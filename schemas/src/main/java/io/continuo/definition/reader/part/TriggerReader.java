package io.continuo.definition.reader.part;

import io.continuo.definition.Alert;
import io.continuo.definition.Trigger;
import io.continuo.definition.policy.CatchUp;
import io.continuo.definition.problem.Suggestion;
import io.continuo.definition.reader.form.Form;
import io.continuo.definition.reader.form.Place;
import io.continuo.definition.schedule.Cron;
import io.continuo.id.WorkflowId;
import io.continuo.value.Value;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads what starts a workflow and what is watched while it runs. */
final class TriggerReader {
  private static final Map<String, Function<Place, Optional<Trigger>>> KINDS =
      new LinkedHashMap<>();

  static {
    KINDS.put("schedule", TriggerReader::schedule);
    KINDS.put("landing", TriggerReader::landing);
    KINDS.put("execution", TriggerReader::execution);
    KINDS.put("alert", TriggerReader::onAlert);
    KINDS.put("webhook", TriggerReader::webhook);
    KINDS.put("kafka", TriggerReader::kafka);
  }

  private static final int MAX_CATCH_UP_PER_HOUR = 100_000;

  private static final Pattern SECRET =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?/[A-Za-z0-9._-]+");

  private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

  /** Ten years, in hours: far beyond use, and safe to add to any date. */
  private static final Duration MAX_SHIFT = Duration.ofDays(3660);

  private TriggerReader() {}

  static List<Trigger> triggers(Place place) {
    return place.items("triggers, such as [ { landing: all } ]").stream()
        .flatMap(at -> trigger(at).stream())
        .toList();
  }

  private static Optional<Trigger> trigger(Place place) {
    Map<String, Place> said = place.named("one kind of trigger with what it needs");
    if (said.size() != 1) {
      place.problem(
          "a trigger is of one kind, found "
              + said.keySet()
              + ": make each kind an item of its own");
      return Optional.empty();
    }
    Map.Entry<String, Place> only = said.entrySet().iterator().next();
    Function<Place, Optional<Trigger>> reader = KINDS.get(only.getKey());
    if (reader == null) {
      only.getValue()
          .problem(
              "there is no trigger '"
                  + only.getKey()
                  + "'"
                  + Suggestion.cure(only.getKey(), "triggers", KINDS.keySet()));
      return Optional.empty();
    }
    return reader.apply(only.getValue());
  }

  private static Optional<Trigger> schedule(Place place) {
    Form form = place.form("a schedule");
    Optional<Place> at = form.require("cron", "cron: '0 2 * * *'");
    Optional<String> cron = at.flatMap(Place::text);
    Optional<String> problem = cron.flatMap(Cron::problem);
    problem.ifPresent(what -> at.get().problem(what));
    Optional<ZoneId> zone = form.take("timezone").flatMap(DataReader::zone);
    Optional<Duration> offset = form.take("offset").flatMap(TriggerReader::shift);
    Duration jitter = form.take("jitter").flatMap(TriggerReader::shift).orElse(Duration.ZERO);
    CatchUp catchUp = form.take("catchUp").flatMap(TriggerReader::catchUp).orElse(CatchUp.LATEST);
    Optional<Integer> rate =
        form.take("catchUpPerHour").flatMap(x -> x.integer(1, MAX_CATCH_UP_PER_HOUR));
    form.close();
    return cron.filter(text -> problem.isEmpty())
        .map(text -> new Trigger.Schedule(text, zone, saying(text, offset), jitter, catchUp, rate));
  }

  /** Without an alias, no offset and an offset of nothing are the same. */
  private static Optional<Duration> saying(String cron, Optional<Duration> offset) {
    return Cron.parse(cron).isAlias() ? offset : offset.filter(Duration::isPositive);
  }

  private static Optional<Duration> shift(Place place) {
    Optional<Duration> shift = place.duration(true);
    Optional<Duration> fits = shift.filter(duration -> duration.compareTo(MAX_SHIFT) <= 0);
    if (shift.isPresent() && fits.isEmpty()) {
      place.problem(shift.get() + " is too long: write at most " + MAX_SHIFT);
    }
    return fits;
  }

  private static Optional<CatchUp> catchUp(Place place) {
    Optional<String> text = place.text();
    Optional<CatchUp> catchUp = text.flatMap(CatchUp::parse);
    text.filter(said -> catchUp.isEmpty())
        .ifPresent(
            said ->
                place.problem(
                    "'" + said + "' is no way to catch up: write none, latest, all or last(n)"));
    return catchUp;
  }

  private static Optional<Trigger> landing(Place place) {
    return place
        .choice("landing triggers", Map.of("all", true, "any", false))
        .map(Trigger.Landing::new);
  }

  private static Optional<Trigger> execution(Place place) {
    Form form = place.form("an execution trigger");
    Optional<String> workflow =
        form.require("workflow", "workflow: namespace/name").flatMap(TriggerReader::workflow);
    Map<String, String> ends =
        Map.of("succeeded", "succeeded", "failed", "failed", "finished", "finished");
    String on =
        form.take("on").flatMap(at -> at.choice("ends of an execution", ends)).orElse("succeeded");
    form.close();
    return workflow.map(name -> new Trigger.Execution(name, on));
  }

  private static Optional<Trigger> onAlert(Place place) {
    Form form = place.form("an alert trigger");
    Optional<String> workflow =
        form.require("workflow", "workflow: namespace/name").flatMap(TriggerReader::workflow);
    Optional<String> alert = form.require("alert", "alert: late").flatMap(Place::text);
    form.close();
    return workflow.isPresent()
        ? alert.map(name -> new Trigger.OnAlert(workflow.get(), name))
        : Optional.empty();
  }

  private static Optional<String> workflow(Place place) {
    return place.parsed(WorkflowId::parse).map(WorkflowId::toString);
  }

  private static Optional<Trigger> webhook(Place place) {
    Form form = place.form("a webhook trigger");
    Optional<String> type =
        form.require("eventType", "eventType: com.example.order.placed").flatMap(Place::text);
    Optional<String> secret =
        form.take("secret")
            .flatMap(
                at ->
                    matching(
                        at, SECRET, "is no reference to a secret: write one like finance/webhook"));
    Value.Fields inputs = inputs(form);
    form.close();
    return type.map(name -> new Trigger.Webhook(name, secret, inputs));
  }

  private static Optional<Trigger> kafka(Place place) {
    Form form = place.form("a Kafka trigger");
    Optional<String> topic =
        form.require("topic", "topic: orders")
            .flatMap(
                at -> matching(at, TOPIC, "names no topic: use letters, digits, '.', '_' and '-'"));
    Optional<String> filter = form.take("filter").flatMap(Place::text);
    Value.Fields inputs = inputs(form);
    form.close();
    return topic.map(name -> new Trigger.Kafka(name, filter, inputs));
  }

  private static Optional<String> matching(Place place, Pattern pattern, String problem) {
    Optional<String> text = place.text();
    text.filter(said -> !pattern.matcher(said).matches())
        .ifPresent(said -> place.problem("'" + said + "' " + problem));
    return text;
  }

  /** An expression for each input. */
  private static Value.Fields inputs(Form form) {
    Map<String, Value> inputs = new LinkedHashMap<>();
    form.take("inputs")
        .map(at -> at.named("inputs"))
        .orElse(Map.of())
        .forEach((name, at) -> at.text().ifPresent(text -> inputs.put(name, Value.of(text))));
    return new Value.Fields(inputs);
  }

  static List<Alert> alerts(Place place) {
    return place.items("alerts").stream().flatMap(at -> alert(at).stream()).toList();
  }

  private static Optional<Alert> alert(Place place) {
    Form form = place.form("an alert");
    Optional<String> name = form.require("name", "name: late").flatMap(Place::text);
    Optional<String> when =
        form.require("when", "when: \"lateBy > duration('30m')\"").flatMap(Place::text);
    List<String> actions =
        form.require("do", "do: [notify]").stream()
            .flatMap(at -> at.items("actions, such as [notify]").stream())
            .flatMap(at -> at.text().stream())
            .toList();
    form.close();
    return name.isPresent()
        ? when.map(condition -> new Alert(name.get(), condition, actions))
        : Optional.empty();
  }
}
