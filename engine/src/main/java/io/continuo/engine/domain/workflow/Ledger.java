package io.continuo.engine.domain.workflow;

import io.continuo.definition.partition.PartitionLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * How often each partition was run, and how its last run ended. Neighbours of which the same is
 * true are one span, so the history of a workflow that does its work is short, however long it is.
 *
 * @param spans by their first label
 */
public record Ledger(PSortedMap<String, Span> spans) {
  static final Ledger EMPTY = new Ledger(TreePMap.empty());

  /** How the last run stands. */
  public enum Last {
    OPEN,
    SUCCEEDED,
    FAILED
  }

  /** Partitions in a row, up to this label, with as many runs each. */
  public record Span(String to, int runs, Last last) {
    boolean says(int otherRuns, Last otherLast) {
      return runs == otherRuns && last == otherLast;
    }
  }

  /** What is known of the partition. */
  Optional<Span> find(String label) {
    return entry(label).map(Map.Entry::getValue);
  }

  private Optional<Map.Entry<String, Span>> entry(String label) {
    Map.Entry<String, Span> entry = spans.floorEntry(label);
    return entry != null
            && entry.getKey().length() == label.length() // labels of one grain have one length
            && entry.getValue().to().compareTo(label) >= 0
        ? Optional.of(entry)
        : Optional.empty();
  }

  int runs(String label) {
    return find(label).map(Span::runs).orElse(0);
  }

  /** Keys of the spans that noting something of this label may change. */
  public List<String> touched(String label) {
    List<String> touched = new ArrayList<>(4);
    touched.add(label);
    Optional.ofNullable(spans.lowerKey(label)).ifPresent(touched::add);
    Optional.ofNullable(spans.higherKey(label)).ifPresent(touched::add);
    if (find(label).isPresent()) {
      touched.add(next(label)); // the span may be cut there
    }
    return touched;
  }

  Ledger noted(String label, int runs, Last last) {
    PSortedMap<String, Span> cut = cut(label);
    String from = label;
    String to = label;
    Map.Entry<String, Span> left = cut.lowerEntry(label);
    if (left != null
        && left.getValue().says(runs, last)
        && next(left.getValue().to()).equals(label)) {
      from = left.getKey();
    }
    Map.Entry<String, Span> right = cut.higherEntry(label);
    if (right != null && right.getValue().says(runs, last) && next(label).equals(right.getKey())) {
      cut = cut.minus(right.getKey());
      to = right.getValue().to();
    }
    return new Ledger(cut.plus(from, new Span(to, runs, last)));
  }

  /** The spans without this label. */
  private PSortedMap<String, Span> cut(String label) {
    Optional<Map.Entry<String, Span>> found = entry(label);
    if (found.isEmpty()) {
      return spans;
    }
    String from = found.get().getKey();
    Span span = found.get().getValue();
    PSortedMap<String, Span> rest = spans.minus(from);
    if (!from.equals(label)) {
      String end = PartitionLabel.parse(label).orElseThrow().plus(-1).toString();
      rest = rest.plus(from, new Span(end, span.runs(), span.last()));
    }
    if (!span.to().equals(label)) {
      rest = rest.plus(next(label), span);
    }
    return rest;
  }

  private static String next(String label) {
    return PartitionLabel.parse(label).orElseThrow().next().toString();
  }
}
