package io.ashlar.sqltest.random;

import io.ashlar.sqltest.query.Feature;
import io.ashlar.sqltest.query.Fragment.Wording;
import io.ashlar.sqltest.query.Kind;
import io.ashlar.sqltest.query.Term;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes expressions over columns. Values are text or numbers, dates or truth; each is of one kind
 * for all engines, so that what they do with it can be compared.
 *
 * <p>Long because the rules of one grammar stand together.
 */
final class ExpressionSource {

  private static final Feature[] NONE = {};

  private final Dice dice;
  private final Set<Feature> features;
  private final ValueSource values;

  /** Makes a query that is a value of a kind; null where there are to be none. */
  private Function<Kind, Term> subqueries;

  ExpressionSource(Dice dice, Set<Feature> features) {
    this.dice = dice;
    this.features = features;
    this.values = new ValueSource(dice);
  }

  void setSubqueries(Function<Kind, Term> source) {
    subqueries = source;
  }

  /** A value of a kind. */
  Term any(Kind kind, List<Term> columns, int depth) {
    if (depth <= 0 || dice.percent(12)) {
      return leaf(kind, columns);
    }
    int next = depth - 1;
    int choice = dice.below(20);
    if (choice == 0) {
      return caseOf(kind, columns, next);
    }
    if (choice == 1) {
      return call(kind, "coalesce", any(kind, columns, next), any(kind, columns, next));
    }
    if (choice == 2) {
      return call(kind, "nullif", any(kind, columns, next), any(kind, columns, next));
    }
    if (choice == 3 && kind != Kind.BOOL && has(Feature.GREATEST)) {
      String name = dice.one("greatest", "least");
      return call(kind, name, any(kind, columns, next), any(kind, columns, next))
          .with(Feature.GREATEST);
    }
    if (choice == 4 && subqueries != null && has(Feature.SUBQUERY)) {
      return subqueries.apply(kind);
    }
    return switch (kind) {
      case INT -> whole(columns, next);
      case LONG -> big(columns, next);
      case REAL -> real(columns, next);
      case DECIMAL -> decimal(columns, next);
      case TEXT -> text(columns, next);
      case BOOL -> truth(columns, next);
      case DATE -> leaf(kind, columns);
    };
  }

  private boolean has(Feature feature) {
    return features.contains(feature);
  }

  private Term leaf(Kind kind, List<Term> columns) {
    if (dice.percent(70)) {
      List<Term> fitting = columns.stream().filter(each -> each.kind() == kind).toList();
      if (!fitting.isEmpty()) {
        return dice.one(fitting);
      }
    }
    return values.any(kind, 8);
  }

  private static Term call(Kind kind, String name, Term first, Term second) {
    return Term.of(kind, name + "(", first, ", ", second, ")");
  }

  private Term caseOf(Kind kind, List<Term> columns, int depth) {
    Term then = any(kind, columns, depth);
    if (dice.percent(40)) {
      Kind compared = dice.one(Kind.INT, Kind.TEXT, Kind.LONG);
      return Term.of(
          kind,
          "(case ",
          any(compared, columns, depth),
          " when ",
          any(compared, columns, depth - 1),
          " then ",
          then,
          " else ",
          any(kind, columns, depth),
          " end)");
    }
    if (dice.percent(30)) {
      return Term.of(kind, "(case when ", truth(columns, depth), " then ", then, " end)");
    }
    return Term.of(
        kind,
        "(case when ",
        truth(columns, depth),
        " then ",
        then,
        " else ",
        any(kind, columns, depth),
        " end)");
  }

  private Term whole(List<Term> columns, int depth) {
    return switch (dice.below(9)) {
      case 0, 1, 2 -> arithmetic(Kind.INT, columns, depth, Feature.WHOLE_ARITHMETIC);
      case 3 -> divided(Kind.INT, columns, depth);
      case 4 ->
          Term.of(Kind.INT, "abs(", any(Kind.INT, columns, depth), ")")
              .with(Feature.WHOLE_ARITHMETIC);
      case 5 -> Term.of(Kind.INT, "cast(length(", any(Kind.TEXT, columns, depth), ") as integer)");
      case 6 ->
          Term.of(
              Kind.INT,
              "cast(",
              new Wording("strpos(", "instr(", "instr(", "instr("),
              any(Kind.TEXT, columns, depth),
              ", ",
              any(Kind.TEXT, columns, depth - 1),
              ") as integer)");
      case 7 -> year(columns, depth);
      default ->
          Term.of(Kind.INT, "(-", any(Kind.INT, columns, depth), ")")
              .with(Feature.WHOLE_ARITHMETIC);
    };
  }

  private Term year(List<Term> columns, int depth) {
    if (!has(Feature.EXTRACT)) {
      return leaf(Kind.INT, columns);
    }
    String field = dice.one("year", "month", "day");
    return Term.of(
            Kind.INT,
            "cast(extract(" + field + " from ",
            any(Kind.DATE, columns, depth),
            ") as integer)")
        .with(Feature.EXTRACT);
  }

  private Term big(List<Term> columns, int depth) {
    return switch (dice.below(4)) {
      case 0 -> Term.of(Kind.LONG, "cast(", any(Kind.INT, columns, depth), " as bigint)");
      case 1 -> divided(Kind.LONG, columns, depth);
      case 2 -> arithmetic(Kind.LONG, columns, depth, Feature.WHOLE_ARITHMETIC);
      default -> leaf(Kind.LONG, columns);
    };
  }

  private Term arithmetic(Kind kind, List<Term> columns, int depth, Feature feature) {
    if (!has(feature)) {
      return leaf(kind, columns);
    }
    return Term.of(
            kind,
            "(",
            any(kind, columns, depth),
            dice.one(" + ", " - ", " * "),
            any(kind, columns, depth - 1),
            ")")
        .with(feature);
  }

  private Term divided(Kind kind, List<Term> columns, int depth) {
    boolean constant = dice.percent(60);
    Feature feature = constant ? Feature.WHOLE_DIVISION : Feature.DIVISION_BY_VALUE;
    if (!has(feature)) {
      return leaf(kind, columns);
    }
    Term divisor =
        constant ? Term.of(kind, dice.one("2", "3", "(-2)", "7")) : any(kind, columns, depth - 1);
    return Term.of(
            kind,
            "(",
            any(kind, columns, depth),
            dice.percent(50) ? new Wording(" / ", " / ", " / ", " // ") : " % ",
            divisor,
            ")")
        .with(feature);
  }

  private Term real(List<Term> columns, int depth) {
    return switch (dice.below(4)) {
      case 0 -> Term.of(Kind.REAL, "cast(", any(Kind.INT, columns, depth), " as double precision)");
      case 1 -> arithmetic(Kind.REAL, columns, depth, Feature.REAL_ARITHMETIC);
      case 2 ->
          has(Feature.REAL_DIVISION)
              ? Term.of(
                      Kind.REAL,
                      "(",
                      any(Kind.REAL, columns, depth),
                      " / ",
                      any(Kind.REAL, columns, depth - 1),
                      ")")
                  .with(Feature.REAL_DIVISION)
              : leaf(Kind.REAL, columns);
      default -> leaf(Kind.REAL, columns);
    };
  }

  private Term decimal(List<Term> columns, int depth) {
    return switch (dice.below(4)) {
      case 0, 1 -> arithmetic(Kind.DECIMAL, columns, depth, Feature.DECIMAL_ARITHMETIC);
      case 2 ->
          has(Feature.DECIMAL_DIVISION)
              ? Term.of(
                      Kind.DECIMAL,
                      "(",
                      any(Kind.DECIMAL, columns, depth),
                      " / ",
                      any(Kind.DECIMAL, columns, depth - 1),
                      ")")
                  .with(Feature.DECIMAL_DIVISION)
              : leaf(Kind.DECIMAL, columns);
      default -> leaf(Kind.DECIMAL, columns);
    };
  }

  private Term text(List<Term> columns, int depth) {
    Term inner = any(Kind.TEXT, columns, depth);
    return switch (dice.below(8)) {
      case 0, 1 -> Term.of(Kind.TEXT, "(", inner, " || ", any(Kind.TEXT, columns, depth - 1), ")");
      case 2 ->
          Term.of(
              Kind.TEXT,
              "substr(",
              inner,
              ", " + dice.one("1", "2", "3") + ", " + dice.one("0", "1", "2", "9") + ")");
      case 3 -> Term.of(Kind.TEXT, dice.one("trim(", "ltrim(", "rtrim("), inner, ")");
      case 4 ->
          Term.of(
              Kind.TEXT,
              "replace(",
              inner,
              ", " + dice.one("'a'", "'b'", "'ab'", "'%'") + ", ",
              any(Kind.TEXT, columns, depth - 1),
              ")");
      case 5 ->
          has(Feature.LETTER_CASE)
              ? Term.of(Kind.TEXT, dice.one("upper(", "lower("), inner, ")")
                  .with(Feature.LETTER_CASE)
              : inner;
      case 6 ->
          has(Feature.NUMBER_TO_TEXT)
              ? Term.of(
                      Kind.TEXT,
                      "cast(",
                      any(dice.one(Kind.INT, Kind.LONG, Kind.INT), columns, depth),
                      " as varchar(40))")
                  .with(Feature.NUMBER_TO_TEXT)
              : inner;
      default -> inner;
    };
  }

  /** A condition. */
  Term truth(List<Term> columns, int depth) {
    if (depth <= 0) {
      return comparison(columns, 0);
    }
    int next = depth - 1;
    return switch (dice.below(16)) {
      case 0, 1 -> binary(" and ", columns, next);
      case 2, 3 -> binary(" or ", columns, next);
      case 4 -> Term.of(Kind.BOOL, "(not ", truth(columns, next), ")");
      case 5 ->
          Term.of(Kind.BOOL, "(", some(columns, next), dice.one(" is null)", " is not null)"));
      case 6 -> between(columns, next);
      case 7, 8 -> membership(columns, next);
      case 9 -> like(columns, next);
      case 10 -> {
        Kind kind = comparable();
        yield Term.of(
            Kind.BOOL,
            "(",
            any(kind, columns, next),
            dice.one(" is distinct from ", " is not distinct from "),
            any(kind, columns, next),
            ")");
      }
      case 11 ->
          Term.of(
              Kind.BOOL,
              "(",
              truth(columns, next),
              dice.one(" is true", " is false", " is not true", " is not false"),
              ")");
      case 12 ->
          dice.percent(70)
              ? Term.of(
                  Kind.BOOL,
                  "(",
                  truth(columns, next),
                  dice.one(
                      new Wording(" is unknown)", " is unknown)", " is null)", " is unknown)"),
                      new Wording(
                          " is not unknown)",
                          " is not unknown)",
                          " is not null)",
                          " is not unknown)")))
              : leaf(Kind.BOOL, columns);
      case 13 ->
          subqueries != null && has(Feature.SUBQUERY)
              ? subqueries.apply(Kind.BOOL)
              : leaf(Kind.BOOL, columns);
      default -> comparison(columns, next);
    };
  }

  private Term some(List<Term> columns, int depth) {
    return any(dice.one(Kind.values()), columns, depth);
  }

  private Kind comparable() {
    return dice.one(Kind.INT, Kind.INT, Kind.LONG, Kind.REAL, Kind.DECIMAL, Kind.TEXT, Kind.DATE);
  }

  private Term binary(String operator, List<Term> columns, int depth) {
    return Term.of(Kind.BOOL, "(", truth(columns, depth), operator, truth(columns, depth), ")");
  }

  private Term between(List<Term> columns, int depth) {
    Kind kind = comparable();
    return Term.of(
        Kind.BOOL,
        "(",
        any(kind, columns, depth),
        dice.one(" between ", " not between "),
        any(kind, columns, depth - 1),
        " and ",
        any(kind, columns, depth - 1),
        ")");
  }

  private Term membership(List<Term> columns, int depth) {
    Kind kind = comparable();
    Object[] parts = new Object[3 + 2 * (1 + dice.below(4))];
    parts[0] = "(";
    parts[1] = any(kind, columns, depth);
    parts[2] = dice.one(" in (", " not in (");
    for (int i = 3; i < parts.length; i += 2) {
      parts[i] = any(kind, columns, 0);
      parts[i + 1] = i + 2 < parts.length ? ", " : "))";
    }
    return Term.of(Kind.BOOL, parts);
  }

  private Term like(List<Term> columns, int depth) {
    boolean backslash = has(Feature.LIKE_BACKSLASH) && dice.percent(10);
    String pattern =
        backslash
            ? dice.one("'a\\%'", "'\\_%'")
            : dice.one(
                "'%'", "'a%'", "'%b'", "'_'", "'a_c%'", "''", "'%a%b%'", "'%\u00f6'", "'A%'");
    return Term.of(
            Kind.BOOL,
            "(",
            any(Kind.TEXT, columns, depth),
            dice.one(" like ", " not like ") + pattern + ")")
        .with(backslash ? new Feature[] {Feature.LIKE_BACKSLASH} : NONE);
  }

  private Term comparison(List<Term> columns, int depth) {
    String operator = dice.one(" = ", " <> ", " < ", " <= ", " > ", " >= ", " = ");
    Kind kind = comparable();
    Kind other = kind;
    if (kind == Kind.INT) {
      other = dice.one(Kind.INT, Kind.INT, Kind.LONG, Kind.REAL, Kind.DECIMAL);
    } else if (kind.isNumber() && dice.percent(20)) {
      other = Kind.INT;
    } else if (kind == Kind.DATE && dice.percent(10) && has(Feature.TRUTH_VALUE)) {
      return Term.of(
              Kind.BOOL, "(", truth(columns, depth - 1), operator, truth(columns, depth - 1), ")")
          .with(Feature.TRUTH_VALUE);
    }
    return Term.of(
        Kind.BOOL, "(", any(kind, columns, depth), operator, any(other, columns, depth), ")");
  }
}
