package io.ashlar.sqltest.query;

/** Kinds of values that all engines have. */
public enum Kind {
  /** Whole numbers of 32 bits. */
  INT("integer", "1"),

  /** Whole numbers of 64 bits. */
  LONG("bigint", "1"),

  /** Approximate numbers of 64 bits. */
  REAL("double precision", "0.5e0"),

  /** Decimal numbers; SQLite takes them as approximate. */
  DECIMAL("numeric(10,2)", "0.5"),

  /** Texts. */
  TEXT("varchar(40)", "'a'"),

  /** Truth; numbers in SQLite. */
  BOOL("boolean", "true"),

  /** Dates; texts in SQLite. */
  DATE("date", "date '2000-02-29'");

  private final String type;
  private final String simplest;

  Kind(String type, String simplest) {
    this.type = type;
    this.simplest = simplest;
  }

  /**
   * How a column of the kind is declared.
   *
   * @return the name of a type
   */
  public String type() {
    return type;
  }

  /**
   * A term of the kind.
   *
   * @return the simplest that is not null
   */
  public Term simplest() {
    return this == DATE ? Term.date("2000-02-29") : Term.of(this, simplest);
  }

  /**
   * Whether numbers of the kind can be added.
   *
   * @return true for numbers
   */
  public boolean isNumber() {
    return this == INT || this == LONG || this == REAL || this == DECIMAL;
  }
}
