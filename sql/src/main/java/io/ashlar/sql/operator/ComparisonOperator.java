package io.ashlar.sql.operator;

/** The operators that compare. */
public enum ComparisonOperator {
  /** Equal. */
  EQUAL("="),
  /** Not equal. */
  NOT_EQUAL("<>"),
  /** Less. */
  LESS("<"),
  /** Less or equal. */
  LESS_OR_EQUAL("<="),
  /** Greater. */
  GREATER(">"),
  /** Greater or equal. */
  GREATER_OR_EQUAL(">=");

  private final String symbol;

  ComparisonOperator(String symbol) {
    this.symbol = symbol;
  }

  /**
   * As in SQL.
   *
   * @return one or two characters
   */
  public String symbol() {
    return symbol;
  }

  /**
   * Whether it holds.
   *
   * @param order how the sides compare: negative, zero or positive
   * @return true when it does
   */
  public boolean holds(int order) {
    return switch (this) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  /**
   * The operator for sides that are changed.
   *
   * @return what holds for the right and the left side when this holds for the left and the right
   */
  public ComparisonOperator mirrored() {
    return switch (this) {
      case LESS -> GREATER;
      case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
      case GREATER -> LESS;
      case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
      default -> this;
    };
  }
}
