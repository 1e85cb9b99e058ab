package io.ashlar.load;

import io.ashlar.row.Assignments;

/**
 * A row to be loaded, as an insert takes it: columns that are not set get their defaults and
 * numbers. Setting allocates nothing but for decimals. {@linkplain #limitedBy Limits} end the load.
 */
public interface LoadRow extends Assignments<LoadRow> {

  /**
   * Unsets all columns, as for a source that finds in the middle of a row that it is none.
   *
   * @return this
   */
  LoadRow clear();
}
