package io.ashlar.load;

/**
 * Gives the rows of a load, one after the other, on the thread that loads. What it throws ends the
 * load and is passed on.
 */
@FunctionalInterface
public interface RowSource {

  /**
   * Sets the columns of the next row.
   *
   * @param row takes the columns, of which none is set; only for the call
   * @return false when there is no further row; what was set is ignored then
   */
  boolean next(LoadRow row);
}
