package io.ashlar.query;

import io.ashlar.argument.Arguments;

/**
 * One column of a requested order.
 *
 * @param column the column
 * @param isDescending whether larger values come first; nulls are the smallest
 */
public record Order(Column column, boolean isDescending) {

  /**
   * Checks the column.
   *
   * @param column the column
   * @param isDescending whether the greatest value comes first
   */
  public Order {
    Arguments.requireGiven(column, "column");
  }
}
