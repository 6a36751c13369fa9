package io.continuo.definition.reader.tree;

import io.continuo.definition.problem.Problem;
import io.continuo.definition.problem.Problems;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The entries of a mapping that is being read: a key that comes twice is a problem, and the first
 * one stands.
 */
final class Entries {
  private final Map<String, Node.Entry> entries = new LinkedHashMap<>();
  private final Pointer pointer;
  private final Problems problems;

  Entries(Pointer pointer, Problems problems) {
    this.pointer = pointer;
    this.problems = problems;
  }

  void put(String key, Node.Entry entry) {
    Node.Entry first = entries.putIfAbsent(key, entry);
    if (first != null) {
      String message =
          "'" + key + "' is said twice, first on line " + first.line() + ": remove one of them";
      problems.add(
          new Problem(Problem.Kind.INVALID, pointer.child(key).toString(), entry.line(), message));
    }
  }

  Node.Mapping at(int line) {
    return new Node.Mapping(entries, line);
  }
}
