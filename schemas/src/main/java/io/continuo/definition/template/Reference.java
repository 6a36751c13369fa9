package io.continuo.definition.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What stands between <code>${</code> and <code>}</code>. A path leads into a record, map or list
 * (by number).
 */
public sealed interface Reference {

  /**
   * {@code inputs.NAME[.path]}: of the task when it has such an input, otherwise of the workflow.
   */
  record Input(String name, List<String> path) implements Reference {
    public Input {
      path = List.copyOf(path);
    }

    @Override
    public String toString() {
      return Syntax.join("inputs." + name, path);
    }
  }

  /**
   * {@code tasks.TASK.outputs.NAME[.path]}: makes the task that says it wait for the one that it
   * names.
   */
  record Output(String task, String output, List<String> path) implements Reference {
    public Output {
      path = List.copyOf(path);
    }

    @Override
    public String toString() {
      return Syntax.join("tasks." + task + ".outputs." + output, path);
    }
  }

  /** The element of a {@code map}, by the name that the map gives it. */
  record Element(String name, List<String> path) implements Reference {
    public Element {
      path = List.copyOf(path);
    }

    @Override
    public String toString() {
      return Syntax.join(name, path);
    }
  }

  /**
   * {@code secrets.NAME}: one of the task's own, by its variable. Only the runner knows the value:
   * everybody else passes the reference on.
   */
  record Secret(String name) implements Reference {
    @Override
    public String toString() {
      return "secrets." + name;
    }
  }

  /** Facts about the run. All are text but the attempt, which is an integer that counts from 1. */
  enum Context implements Reference {
    PARTITION,
    EXECUTION,
    WORKFLOW,
    NAMESPACE,
    ATTEMPT,
    TRIGGER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The part after the name, empty if the whole value is meant. */
  default List<String> steps() {
    return switch (this) {
      case Input input -> input.path();
      case Output output -> output.path();
      case Element element -> element.path();
      case Secret secret -> List.of();
      case Context context -> List.of();
    };
  }

  /**
   * Reads a reference without its braces.
   *
   * @throws IllegalArgumentException with a sentence for the author
   */
  static Reference parse(String text) {
    return Syntax.parse(text);
  }

  /** The written form. */
  final class Syntax {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*");
    private static final String FORMS =
        "write ${inputs.NAME}, ${tasks.TASK.outputs.NAME}, ${partition}, ${execution}, ${workflow}, ${namespace}, ${attempt} or ${trigger}, or $${...} to keep it as it is";

    private Syntax() {}

    /** Whether something can be referred to by this name. */
    public static boolean isName(String name) {
      return NAME.matcher(name).matches();
    }

    private static Reference parse(String text) {
      List<String> words = new ArrayList<>(Arrays.asList(text.split("\\.", -1)));
      if (!words.stream().allMatch(Syntax::isName)) {
        throw unknown(text);
      }
      return switch (words.getFirst()) {
        case "inputs" -> input(text, words);
        case "tasks" -> output(text, words);
        case "secrets" -> secret(text, words);
        default -> contextOrElement(words);
      };
    }

    private static Reference input(String text, List<String> words) {
      if (words.size() < 2) {
        throw unknown(text);
      }
      return new Input(words.get(1), words.subList(2, words.size()));
    }

    private static Reference output(String text, List<String> words) {
      if (words.size() < 4 || !words.get(2).equals("outputs")) {
        throw unknown(text);
      }
      return new Output(words.get(1), words.get(3), words.subList(4, words.size()));
    }

    private static Reference secret(String text, List<String> words) {
      if (words.size() != 2) {
        throw new IllegalArgumentException(
            "${"
                + text
                + "} refers to nothing: write ${secrets.NAME} with the variable of a secret");
      }
      return new Secret(words.get(1));
    }

    private static Reference contextOrElement(List<String> words) {
      for (Context context : Context.values()) {
        if (words.size() == 1 && context.toString().equals(words.getFirst())) {
          return context;
        }
      }
      return new Element(words.getFirst(), words.subList(1, words.size()));
    }

    /**
     * What is wrong with a reference that means nothing, as an exception for whoever reads a
     * definition.
     */
    public static IllegalArgumentException unknown(String text) {
      return new IllegalArgumentException("${" + text + "} refers to nothing: " + FORMS);
    }

    private static String join(String head, List<String> path) {
      return path.isEmpty() ? head : head + "." + String.join(".", path);
    }
  }
}
