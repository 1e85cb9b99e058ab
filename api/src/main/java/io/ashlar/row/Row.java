package io.ashlar.row;

import java.util.Map;

/** A row that stays: immutable, not tied to a cursor or transaction, shared freely. */
public interface Row extends RowReader {

  /**
   * The selected columns by name: allocates.
   *
   * @return the values in their Java types, null included, in declared order
   */
  Map<String, Object> toMap();
}
