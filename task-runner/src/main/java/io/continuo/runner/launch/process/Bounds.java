package io.continuo.runner.launch.process;

import io.continuo.runner.launch.LaunchException;
import io.continuo.runner.launch.Spec;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much a process may use: {@code resources: {cpu, memory, pids}}. Kept by a control group where
 * there is one; without, memory alone is, as the address space of each single process.
 */
record Bounds(Optional<BigDecimal> cpu, Optional<Long> memory, Optional<Long> pids) {
  private static final Pattern AMOUNT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(m|[KMGT]i?|k)?");
  private static final Map<String, BigDecimal> UNITS =
      Map.of(
          "m", new BigDecimal("0.001"),
          "k", BigDecimal.valueOf(1_000),
          "K", BigDecimal.valueOf(1_000),
          "M", BigDecimal.valueOf(1_000_000),
          "G", BigDecimal.valueOf(1_000_000_000),
          "T", BigDecimal.valueOf(1_000_000_000_000L),
          "Ki", BigDecimal.valueOf(1L << 10),
          "Mi", BigDecimal.valueOf(1L << 20),
          "Gi", BigDecimal.valueOf(1L << 30),
          "Ti", BigDecimal.valueOf(1L << 40));
  private static final int PERIOD_US = 100_000;
  private static final int LEAST_QUOTA_US = 1_000;

  /** Joins the group before anything of the task runs, so that all of it is inside. */
  private static final String JOIN = "echo $$ >\"$1/cgroup.procs\" || exit 125; shift; exec \"$@\"";

  private static final String LIMIT = "ulimit -v \"$1\" || exit 125; shift; exec \"$@\"";

  static Bounds of(Spec task) throws LaunchException {
    Spec resources = task.section("resources");
    return new Bounds(
        amount(resources, "cpu"),
        amount(resources, "memory").map(BigDecimal::longValue),
        amount(resources, "pids").map(BigDecimal::longValue));
  }

  private static Optional<BigDecimal> amount(Spec resources, String name) throws LaunchException {
    Optional<String> text = resources.optionalText(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher amount = AMOUNT.matcher(text.get());
    if (!amount.matches()) {
      throw resources.wrong(name, "is not an amount such as 0.5, 500m or 512Mi: " + text.get());
    }
    String unit = Optional.ofNullable(amount.group(2)).orElse("");
    return Optional.of(
        new BigDecimal(amount.group(1)).multiply(UNITS.getOrDefault(unit, BigDecimal.ONE)));
  }

  /** Sets what the group can keep, and says which it cannot. */
  List<String> setIn(Cgroup cgroup) throws IOException {
    List<String> missed = new ArrayList<>();
    if (cpu.isPresent()) {
      long quota =
          Math.max(LEAST_QUOTA_US, cpu.get().multiply(BigDecimal.valueOf(PERIOD_US)).longValue());
      note(missed, "cpu", cgroup.limit("cpu.max", quota + " " + PERIOD_US));
    }
    if (memory.isPresent()) {
      note(missed, "memory", cgroup.limit("memory.max", Long.toString(memory.get())));
      cgroup.limit("memory.swap.max", "0"); // a task that swaps is not within its memory
    }
    if (pids.isPresent()) {
      long withWrapper = pids.get() + 1;
      note(missed, "pids", cgroup.limit("pids.max", Long.toString(withWrapper)));
    }
    return missed;
  }

  private static void note(List<String> missed, String name, boolean kept) {
    if (!kept) {
      missed.add(name);
    }
  }

  /** All that was asked for. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    note(names, "cpu", cpu.isEmpty());
    note(names, "memory", memory.isEmpty());
    note(names, "pids", pids.isEmpty());
    return names;
  }

  /** The words before a command line that put it into the group. */
  static List<String> joining(Cgroup cgroup) {
    return List.of("/bin/sh", "-c", JOIN, "continuo-bounds", cgroup.folder().toString());
  }

  /** The words before a command line that bound its memory without a group; none if unbounded. */
  List<String> limiting() {
    return memory
        .map(bytes -> Long.toString(Math.max(1, bytes >> 10)))
        .map(kib -> List.of("/bin/sh", "-c", LIMIT, "continuo-bounds", kib))
        .orElse(List.of());
  }
}
