package io.continuo.gateway.trigger;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.continuo.value.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A CEL expression over the facts of an event. */
final class Expression {
  /** One environment for each kind of event; making one is expensive. */
  private static final Map<Facts, Cel> ENVIRONMENTS = new ConcurrentHashMap<>();

  private final CelRuntime.Program program;
  private final CelType type;

  private Expression(CelRuntime.Program program, CelType type) {
    this.program = program;
    this.type = type;
  }

  /** Why an expression has no value for an event. */
  static final class NoValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean absent;

    NoValueException(Exception cause, boolean absent) {
      super(cause.getMessage(), cause);
      this.absent = absent;
    }

    /** Whether the event merely lacks what the expression refers to. */
    boolean isAbsent() {
      return absent;
    }
  }

  /**
   * Compiles it.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  static Expression compile(String text, Facts facts) {
    Cel cel = ENVIRONMENTS.computeIfAbsent(facts, Expression::environment);
    try {
      CelValidationResult result = cel.compile(text);
      if (result.hasError()) {
        throw new IllegalArgumentException(
            "'"
                + text
                + "' is no CEL expression: "
                + result.getErrors().getFirst().getMessage()
                + "; it may refer to "
                + facts.body()
                + ", "
                + String.join(", ", facts.others()));
      }
      return new Expression(cel.createProgram(result.getAst()), result.getAst().getResultType());
    } catch (CelValidationException | CelEvaluationException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no CEL expression: " + e.getMessage(), e);
    }
  }

  private static Cel environment(Facts facts) {
    CelBuilder builder =
        CelFactory.plannerCelBuilder()
            .setOptions(CelOptions.current().enableHeterogeneousNumericComparisons(true).build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar(facts.body(), SimpleType.DYN);
    facts.others().forEach(name -> builder.addVar(name, SimpleType.DYN));
    return builder.build();
  }

  /** Whether it may say yes or no. */
  boolean isCondition() {
    return type.equals(SimpleType.BOOL) || type.equals(SimpleType.DYN);
  }

  Value value(Map<String, Value> facts) throws NoValueException {
    Map<String, Object> variables = new HashMap<>();
    facts.forEach((name, fact) -> variables.put(name, CelValues.toCel(fact)));
    try {
      return CelValues.fromCel(program.eval(variables));
    } catch (CelEvaluationException e) {
      throw new NoValueException(e, e.getErrorCode() == CelErrorCode.ATTRIBUTE_NOT_FOUND);
    } catch (IllegalArgumentException e) {
      throw new NoValueException(e, false);
    }
  }
}
