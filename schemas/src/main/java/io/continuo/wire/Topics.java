package io.continuo.wire;

import io.continuo.dispatch.Lane;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names of the topics, all under one prefix.
 *
 * @param prefix for example {@code continuo.}; may be empty
 */
public record Topics(String prefix) {
  /**
   * Record header by which whoever sends a command finds its answer: the cause of the events that
   * follow.
   */
  public static final String CAUSE_HEADER = "continuo-command-id";

  private static final Pattern PREFIX = Pattern.compile("[a-zA-Z0-9._-]{0,100}");

  /** The default of every service. */
  public static final Topics DEFAULT = new Topics("continuo.");

  public Topics {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "topic prefix '" + prefix + "': use letters, digits, '.', '_' or '-'");
    }
  }

  /** The topics that take commands, one for each family of aggregates. */
  public List<String> commands() {
    return List.of(
        workflowCommands(),
        executionCommands(),
        runnerCommands(),
        datasetCommands(),
        backfillCommands(),
        limitCommands(),
        namespaceCommands());
  }

  public String workflowCommands() {
    return prefix + "workflow.commands";
  }

  public String workflowEvents() {
    return prefix + "workflow.events";
  }

  public String executionCommands() {
    return prefix + "execution.commands";
  }

  public String executionEvents() {
    return prefix + "execution.events";
  }

  public String runnerCommands() {
    return prefix + "runner.commands";
  }

  public String runnerEvents() {
    return prefix + "runner.events";
  }

  public String datasetCommands() {
    return prefix + "dataset.commands";
  }

  public String datasetEvents() {
    return prefix + "dataset.events";
  }

  public String backfillCommands() {
    return prefix + "backfill.commands";
  }

  public String backfillEvents() {
    return prefix + "backfill.events";
  }

  public String limitCommands() {
    return prefix + "limit.commands";
  }

  public String limitEvents() {
    return prefix + "limit.events";
  }

  public String namespaceCommands() {
    return prefix + "namespace.commands";
  }

  public String namespaceEvents() {
    return prefix + "namespace.events";
  }

  /** Where anybody may say that a partition of a dataset has landed. */
  public String landings() {
    return prefix + "landings";
  }

  public String definitions() {
    return prefix + "definitions";
  }

  public String tasks(String queue, Lane lane) {
    return prefix + "tasks." + queue + "." + lane.text();
  }

  /** The share group in which a queue's runners take its ready-task commands. */
  public String taskGroup(String queue) {
    return prefix + "runners." + queue;
  }

  public String runnerControl() {
    return prefix + "runner.control";
  }

  public String logs() {
    return prefix + "logs";
  }

  public String deadLetters() {
    return prefix + "dead-letters";
  }

  /**
   * Whether a topic of that name takes commands: those of aggregates, ready-task commands, and what
   * runners are told.
   */
  public boolean takesCommands(String topic) {
    return topic.startsWith(prefix + "tasks.")
        || topic.equals(runnerControl())
        || commands().contains(topic);
  }

  /** Whether a topic of that name is one of ours. */
  public boolean isOurs(String topic) {
    return topic.startsWith(prefix);
  }

  /** Storage of the embedded schema registry; Confluent's own name, so without our prefix. */
  public String schemas() {
    return "_schemas";
  }
}
