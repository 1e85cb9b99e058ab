package io.ashlar.sql.aggregate;

import io.ashlar.argument.Arguments;
import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.ScalarForm;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.type.TypeCategory;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Aggregates by name. All but counts leave out rows whose argument is null, and are null when no
 * row is left.
 */
public final class Aggregates {

  private static final List<AggregateDefinition> ALL =
      List.of(
          new AggregateDefinition(
              List.of("count"),
              "count(*) → bigint, count(any) → bigint",
              "How many rows there are, or how many where the argument is not null.",
              0,
              1,
              (arguments, context) -> new Count(arguments.isEmpty() ? null : arguments.get(0))),
          new AggregateDefinition(
              List.of("sum"),
              "sum(number or interval)",
              "The sum: bigint of smaller whole numbers, numeric of bigint and numeric, else as it is.",
              1,
              1,
              (arguments, context) -> sum(known(arguments.get(0), context))),
          new AggregateDefinition(
              List.of("avg"),
              "avg(number or interval)",
              "The mean: numeric of whole numbers and numeric, double of doubles, or an interval.",
              1,
              1,
              (arguments, context) -> average(known(arguments.get(0), context))),
          extreme("min", "The least.", false),
          extreme("max", "The greatest.", true),
          truth("bool_and", "every", "Whether all are true.", false),
          truth("bool_or", "any", "Whether one is true.", true),
          bits("bit_and", "The bits that all have.", Bits.Operation.AND),
          bits("bit_or", "The bits that one has.", Bits.Operation.OR),
          bits("bit_xor", "The bits that an odd number of them has.", Bits.Operation.XOR),
          joined("string_agg", "The texts or byte strings with a separator between them.", 2, null),
          joined("listagg", "The texts with a separator, or nothing, between them.", 1, ""),
          joined("group_concat", "The texts with a separator, or a comma, between them.", 1, ","),
          spread("var_pop", "variance_pop", "The variance of a population.", false, false),
          spread("var_samp", "variance", "The variance of a sample; null of one row.", true, false),
          spread("stddev_pop", "std", "The standard deviation of a population.", false, true),
          spread(
              "stddev_samp",
              "stddev",
              "The standard deviation of a sample; null of one row.",
              true,
              true),
          new AggregateDefinition(
              List.of("any_value"),
              "any_value(any) → any",
              "The first that is not null.",
              1,
              1,
              (arguments, context) -> new Extreme(arguments.get(0), 0)));

  private static final Map<String, AggregateDefinition> BY_NAME = byName();

  private Aggregates() {}

  private static Map<String, AggregateDefinition> byName() {
    Map<String, AggregateDefinition> names = new HashMap<>();
    ALL.forEach(definition -> definition.names().forEach(name -> names.put(name, definition)));
    return names;
  }

  private static AggregateDefinition extreme(String name, String description, boolean greatest) {
    return new AggregateDefinition(
        List.of(name),
        name + "(any) → any",
        description,
        1,
        1,
        (arguments, context) -> new Extreme(known(arguments.get(0), context), greatest ? 1 : -1));
  }

  private static AggregateDefinition truth(
      String name, String other, String description, boolean deciding) {
    return new AggregateDefinition(
        List.of(name, other),
        name + "(boolean) → boolean",
        description,
        1,
        1,
        (arguments, context) -> {
          SqlKind kind = arguments.get(0).type().kind();
          boolean fits = kind == SqlKind.BOOLEAN || kind == SqlKind.UNKNOWN;
          return fits
              ? new Truth(Casts.implicit(arguments.get(0), SqlType.BOOLEAN, context), deciding)
              : null;
        });
  }

  private static AggregateDefinition bits(
      String name, String description, Bits.Operation operation) {
    return new AggregateDefinition(
        List.of(name),
        name + "(whole number) → the same",
        description,
        1,
        1,
        (arguments, context) ->
            arguments.get(0).type().kind().isWhole()
                ? new Bits(arguments.get(0), operation)
                : null);
  }

  private static AggregateDefinition joined(
      String name, String description, int fewest, String separator) {
    return new AggregateDefinition(
        List.of(name),
        name + "(text, separator) → text",
        description,
        fewest,
        2,
        (arguments, context) -> {
          Scalar value = known(arguments.get(0), context);
          boolean binary = value.type().kind().isBinary();
          if (!binary && !value.type().kind().isText()) {
            return null;
          }
          SqlType type = binary ? SqlType.VARBINARY : SqlType.TEXT;
          Scalar between = arguments.size() > 1 ? arguments.get(1) : Slot.literal(separator);
          return new Joined(
              Casts.implicit(value, type, context), Casts.implicit(between, type, context), type);
        });
  }

  private static AggregateDefinition spread(
      String name, String other, String description, boolean sample, boolean root) {
    return new AggregateDefinition(
        List.of(name, other),
        name + "(number) → double precision",
        description,
        1,
        1,
        (arguments, context) -> {
          Scalar value = arguments.get(0);
          return value.type().kind().category() == TypeCategory.NUMERIC
              ? new Spread(Casts.implicit(value, SqlType.DOUBLE, context), sample, root)
              : null;
        });
  }

  /** An argument whose type is known: a literal is a text. */
  private static Scalar known(Scalar argument, EvaluationContext context) {
    return argument.type().kind() == SqlKind.UNKNOWN
        ? Casts.explicit(argument, SqlType.TEXT, context)
        : argument;
  }

  private static Accumulator sum(Scalar value) {
    SqlKind kind = value.type().kind();
    if (kind == SqlKind.INTERVAL) {
      return new IntervalSum(value, false);
    }
    if (kind.category() != TypeCategory.NUMERIC) {
      return null;
    }
    return switch (value.form()) {
      case REAL -> new RealSum(value, false);
      case DECIMAL -> new ExactSum.OfDecimals(value, false);
      default -> {
        boolean small = kind.isWhole() && kind != SqlKind.BIGINT;
        yield small ? new LongSum(value) : new ExactSum.OfWords(value, false);
      }
    };
  }

  private static Accumulator average(Scalar value) {
    SqlKind kind = value.type().kind();
    if (kind == SqlKind.INTERVAL) {
      return new IntervalSum(value, true);
    }
    if (kind.category() != TypeCategory.NUMERIC) {
      return null;
    }
    if (value.form() == ScalarForm.REAL) {
      return new RealSum(value, true);
    }
    return value.form() == ScalarForm.DECIMAL
        ? new ExactSum.OfDecimals(value, true)
        : new ExactSum.OfWords(value, true);
  }

  /**
   * All aggregates.
   *
   * @return in the order in which they are shown
   */
  public static List<AggregateDefinition> definitions() {
    return ALL;
  }

  /**
   * Whether a name is one of an aggregate.
   *
   * @param name in any case
   * @return true when it is
   */
  public static boolean isAggregate(String name) {
    return BY_NAME.containsKey(name.toLowerCase(Locale.ROOT));
  }

  /**
   * Makes an accumulator without rows.
   *
   * @param name in any case
   * @param arguments owned by the accumulator from now on; none for {@code count(*)}
   * @param context of the execution
   * @return a new one
   * @throws io.ashlar.sql.error.SqlException 42883 when there is no such aggregate for the
   *     arguments
   */
  public static Accumulator of(String name, List<Scalar> arguments, EvaluationContext context) {
    Arguments.requireGiven(name, "name");
    Arguments.requireGiven(arguments, "arguments");
    AggregateDefinition definition = BY_NAME.get(name.toLowerCase(Locale.ROOT));
    Accumulator made = null;
    if (definition != null
        && arguments.size() >= definition.fewest()
        && arguments.size() <= definition.most()) {
      made = definition.maker().make(arguments, context);
    }
    if (made == null) {
      String types =
          arguments.stream()
              .map(argument -> argument.type().toString())
              .collect(Collectors.joining(", ", "(", ")"));
      throw DataErrors.undefinedFunction(name + types, null);
    }
    made.reset();
    return made;
  }
}
