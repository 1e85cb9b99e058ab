package io.ashlar.query;

/** How a column is compared with an operand. */
public enum Comparison {
  /** Equal. */
  EQUAL("="),
  /** Not equal. */
  NOT_EQUAL("<>"),
  /** Less than. */
  LESS("<"),
  /** Less than or equal. */
  AT_MOST("<="),
  /** Greater than. */
  GREATER(">"),
  /** Greater than or equal. */
  AT_LEAST(">="),
  /** Text that begins with the operand. */
  STARTS_WITH("starts with");

  private final String symbol;

  Comparison(String symbol) {
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
