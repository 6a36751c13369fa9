package io.continuo.gateway.view.query;

import java.util.Optional;

/**
 * Labels, which sort by time as texts, from one to another; what is empty does not bound.
 *
 * @param from included
 * @param to included, together with all labels that begin with it
 */
public record Labels(Optional<String> from, Optional<String> to) {
  /** Sorts behind everything with which a label may go on. */
  public static final String BEHIND = "~";

  public String first() {
    return from.orElse("");
  }

  /** The first text behind. */
  public String end() {
    return to.orElse("") + BEHIND;
  }
}
