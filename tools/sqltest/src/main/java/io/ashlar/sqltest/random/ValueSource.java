package io.ashlar.sqltest.random;

import io.ashlar.sqltest.query.Kind;
import io.ashlar.sqltest.query.Term;

/** Literals: mostly small, so that they meet, and often on an edge. */
public final class ValueSource {

  private static final String[] TEXTS = {
    "",
    " ",
    "a",
    "A",
    "b",
    "ab",
    "abc",
    "aBc",
    "%",
    "_",
    "a%",
    "0",
    "1",
    "10",
    "-1",
    "null",
    "it''s",
    "\u00e4\u00f6",
    "\u20ac",
    "\u00c4",
    "  b ",
    "abcabcabcabcabcabcabcabc",
    "z"
  };

  private static final String[] DAYS = {
    "1970-01-01",
    "1969-12-31",
    "2000-02-29",
    "2024-12-31",
    "2025-01-01",
    "9999-12-31",
    "0001-01-01",
    "1582-10-15",
    "2000-03-01"
  };

  private final Dice dice;

  /**
   * A source.
   *
   * @param dice what to choose by
   */
  public ValueSource(Dice dice) {
    this.dice = dice;
  }

  /**
   * A value of a kind.
   *
   * @param kind the kind
   * @param nulls how often in a hundred times it is null
   * @return a literal
   */
  public Term any(Kind kind, int nulls) {
    if (dice.percent(nulls)) {
      return Term.nothing(kind);
    }
    return switch (kind) {
      case INT -> Term.of(kind, whole(dice.percent(8), "2147483647", "-2147483648"));
      case LONG -> whole64();
      case REAL -> Term.of(kind, "cast(" + fraction() + " as double precision)");
      case DECIMAL -> Term.of(kind, fraction());
      case TEXT -> Term.of(kind, "'" + dice.one(TEXTS) + "'");
      case BOOL -> Term.of(kind, dice.one("true", "false"));
      case DATE -> Term.date(dice.one(DAYS));
    };
  }

  private Term whole64() {
    String value = whole(dice.percent(8), "9223372036854775807", "-9223372036854775807");
    return Term.of(Kind.LONG, "cast(" + value + " as bigint)");
  }

  private String whole(boolean edge, String highest, String lowest) {
    String value = edge ? dice.one(highest, lowest) : Integer.toString(dice.below(14) - 4);
    return value.startsWith("-") ? "(" + value + ")" : value;
  }

  /** Halves and quarters, which are exact whatever holds them. */
  private String fraction() {
    return dice.one(
        "0.0",
        "0.5",
        "1.0",
        "1.5",
        "2.0",
        "3.0",
        "(-0.5)",
        "(-2.25)",
        "0.25",
        "10.75",
        "100000.5",
        "(-99999.75)");
  }
}
