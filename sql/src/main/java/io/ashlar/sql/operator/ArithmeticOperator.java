package io.ashlar.sql.operator;

/** The operators of arithmetic. */
public enum ArithmeticOperator {
  /** The sum. */
  PLUS("+"),
  /** The difference. */
  MINUS("-"),
  /** The product. */
  TIMES("*"),
  /** The quotient; of whole numbers without its fraction. */
  DIVIDED_BY("/"),
  /** What is left of a division; it has the sign of the dividend. */
  REMAINDER("%");

  private final String symbol;

  ArithmeticOperator(String symbol) {
    this.symbol = symbol;
  }

  /**
   * As in SQL.
   *
   * @return one character
   */
  public String symbol() {
    return symbol;
  }
}
