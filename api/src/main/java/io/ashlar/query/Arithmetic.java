package io.ashlar.query;

/** What arithmetic does with two numbers. */
public enum Arithmetic {
  /** The sum. */
  PLUS("+"),
  /** The difference. */
  MINUS("-"),
  /** The product. */
  TIMES("*"),
  /** The quotient. */
  DIVIDED_BY("/"),
  /** What a division leaves. */
  REMAINDER("%");

  private final String symbol;

  Arithmetic(String symbol) {
    this.symbol = symbol;
  }

  /**
   * As it is written in plans and messages.
   *
   * @return the symbol
   */
  public String symbol() {
    return symbol;
  }
}
