package io.continuo.gateway.http.api;

import io.continuo.gateway.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers everything that is wrong with an input, so that all of it is told at once. */
public final class Faults {
  private static final int MAX = 500;

  private final List<Problem.Fault> found = new ArrayList<>();

  /** Notes a fault; beyond the first few hundred nobody reads them. */
  public void add(String pointer, String message) {
    if (found.size() < MAX) {
      found.add(new Problem.Fault(pointer, Optional.empty(), message));
    }
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** Throws a 422 when anything was found. */
  public void refuse(String code) {
    if (!found.isEmpty()) {
      throw problem(code, found).asException();
    }
  }

  /** A 422 with these faults. */
  public static Problem problem(String code, List<Problem.Fault> faults) {
    String detail =
        faults.size() == 1
            ? faults.getFirst().message()
            : faults.size() + " problems, each under 'errors'";
    return new Problem(422, code, detail, faults);
  }
}
