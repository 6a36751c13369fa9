package io.continuo.definition.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Collects the problems of one text, so many at most: nobody reads more, and hostile texts have
 * millions.
 */
public final class Problems {
  public static final int MAX = 500;

  private final List<Problem> found = new ArrayList<>();
  private int more;

  public void add(Problem problem) {
    if (found.size() < MAX) {
      found.add(problem);
    } else {
      more++;
    }
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** All problems by line; the last one counts those left out. */
  public List<Problem> sorted() {
    List<Problem> all = new ArrayList<>(found);
    all.sort(Comparator.comparingInt(Problem::line));
    if (more > 0) {
      int line = all.getLast().line();
      all.add(
          new Problem(
              Problem.Kind.INVALID, "", line, "and " + more + " more problems: solve these first"));
    }
    return List.copyOf(all);
  }
}
