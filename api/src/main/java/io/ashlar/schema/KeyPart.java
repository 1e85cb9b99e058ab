package io.ashlar.schema;

import io.ashlar.argument.Arguments;

/**
 * One column of an index key.
 *
 * @param column the name of the column
 * @param descending whether larger values come first; nulls are the smallest
 */
public record KeyPart(String column, boolean descending) {

  /**
   * Checks the column.
   *
   * @param column the name of the column
   * @param descending whether the greatest value comes first
   */
  public KeyPart {
    Arguments.requireGiven(column, "column");
  }
}
