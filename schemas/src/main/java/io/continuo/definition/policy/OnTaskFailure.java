package io.continuo.definition.policy;

import io.continuo.value.Value;

/** What a task that has failed for good means for the tasks after it. */
public sealed interface OnTaskFailure {
  OnTaskFailure FAIL = new Fail();
  OnTaskFailure SKIP = new Skip();

  /** The workflow's own policy decides. */
  record Fail() implements OnTaskFailure {}

  /** It counts as skipped: what comes after it runs, without its outputs. */
  record Skip() implements OnTaskFailure {}

  /** It counts as done with these outputs, which have the declared types. */
  record Default(Value.Fields outputs) implements OnTaskFailure {}

  /** Another task of the workflow runs in its place. */
  record Run(String task) implements OnTaskFailure {}
}
