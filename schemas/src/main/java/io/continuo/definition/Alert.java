package io.continuo.definition;

import java.util.List;

/**
 * A condition that is watched while an execution lives.
 *
 * @param when CEL over running, lateBy, expected, outcome, attempts and outputs
 * @param actions notify, cancel, fail, page or run(workflow)
 */
public record Alert(String name, String when, List<String> actions) {
  public Alert {
    actions = List.copyOf(actions);
  }
}
