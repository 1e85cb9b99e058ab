package io.ashlar.sql.function;

import io.ashlar.argument.Arguments;
import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Folding;
import io.ashlar.sql.scalar.PerStatement;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.text.NearestName;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Functions by name. Immutable and thread-safe.
 *
 * <p>Of the ways to call a function those count that take as many arguments, each of its type or
 * cast to it by itself. The nearest is taken: arguments of their own type before wider ones, exact
 * numbers before doubles; literals are texts where they can be. Where two are as near, the call is
 * refused with 42725.
 */
public final class FunctionRegistry {

  private final Map<String, FunctionDefinition> byName = new HashMap<>();
  private final List<FunctionDefinition> definitions;

  /**
   * A registry.
   *
   * @param definitions whose names are different from each other
   */
  public FunctionRegistry(List<FunctionDefinition> definitions) {
    Arguments.requireGiven(definitions, "definitions");
    this.definitions = List.copyOf(definitions);
    for (FunctionDefinition definition : definitions) {
      for (String name : definition.names()) {
        if (byName.put(name, definition) != null) {
          throw new IllegalArgumentException("two functions " + name);
        }
      }
    }
  }

  /**
   * All functions.
   *
   * @return in the order in which they were given
   */
  public List<FunctionDefinition> definitions() {
    return definitions;
  }

  /**
   * A function by its name.
   *
   * @param name in any case
   * @return empty when there is none
   */
  public Optional<FunctionDefinition> find(String name) {
    return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * Makes a call.
   *
   * @param name in any case
   * @param arguments owned by the result from now on
   * @param context of the execution
   * @return the scalar; a constant when the function is immutable and all arguments are
   * @throws io.ashlar.sql.error.SqlException 42883 when there is no such function for the
   *     arguments, with the nearest name; 42725 when several fit alike
   */
  public Scalar call(String name, List<Scalar> arguments, EvaluationContext context) {
    Arguments.requireGiven(name, "name");
    Arguments.requireGiven(arguments, "arguments");
    List<SqlType> types = arguments.stream().map(Scalar::type).toList();
    FunctionDefinition definition = find(name).orElse(null);
    if (definition == null) {
      throw DataErrors.undefinedFunction(
          FunctionDefinition.signature(name, types),
          NearestName.of(name.toLowerCase(Locale.ROOT), byName.keySet()).orElse(null));
    }
    if (definition.makesOf(arguments.size())) {
      return definition.maker().make(arguments, context);
    }
    Overload overload = resolve(definition, name, types);
    Scalar[] cast = new Scalar[types.size()];
    for (int i = 0; i < cast.length; i++) {
      SqlType parameter = overload.parameter(i);
      boolean any = parameter.kind() == SqlKind.UNKNOWN;
      boolean literal = types.get(i).kind() == SqlKind.UNKNOWN;
      cast[i] =
          !any
              ? Casts.implicit(arguments.get(i), parameter, context)
              : literal
                  ? Casts.explicit(arguments.get(i), SqlType.TEXT, context)
                  : arguments.get(i);
    }
    Call call = new Call(overload.result(), cast, overload.body(), definition.isStrict(), context);
    return folded(call, cast, definition, context);
  }

  private static Scalar folded(
      Call call, Scalar[] arguments, FunctionDefinition definition, EvaluationContext context) {
    return switch (definition.volatility()) {
      case IMMUTABLE ->
          definition.isStrict()
              ? Folding.strict(call, Arrays.asList(arguments))
              : Folding.of(call, Arrays.asList(arguments));
      case STABLE -> {
        boolean fixed = true;
        for (Scalar argument : arguments) {
          fixed &= argument.isConstant() || argument instanceof PerStatement;
        }
        yield fixed ? new PerStatement(call, context) : call;
      }
      case VOLATILE -> call;
    };
  }

  private static Overload resolve(FunctionDefinition definition, String name, List<SqlType> types) {
    Overload nearest = null;
    int least = Overload.NO_FIT;
    boolean alike = false;
    for (Overload overload : definition.overloads()) {
      int cost = overload.cost(types);
      if (cost < least) {
        nearest = overload;
        least = cost;
        alike = false;
      } else if (cost == least && cost != Overload.NO_FIT) {
        alike = true;
      }
    }
    if (nearest == null) {
      throw DataErrors.undefinedFunction(FunctionDefinition.signature(name, types), null);
    }
    if (alike) {
      throw DataErrors.ambiguousFunction(FunctionDefinition.signature(name, types));
    }
    return nearest;
  }
}
