package io.ashlar.rows.row;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.rows.catalog.TableDefinition;

/**
 * Writes some columns of a row as a key, whose bytes order as the rows do by these columns.
 * Allocates for decimals alone.
 */
public final class ColumnsKey {

  private final int[] ordinals;
  private final boolean[] descending;
  private final ValueType[] types;

  /**
   * For some columns.
   *
   * @param table the table
   * @param ordinals the columns
   * @param descending the direction of each
   */
  public ColumnsKey(TableDefinition table, int[] ordinals, boolean[] descending) {
    this.ordinals = ordinals;
    this.descending = descending;
    types = new ValueType[ordinals.length];
    for (int i = 0; i < ordinals.length; i++) {
      types[i] = table.columns().get(ordinals[i]).valueType();
    }
  }

  /**
   * Appends the columns of a row to a key.
   *
   * @param row stands on the row
   * @param key receives the columns
   */
  public void append(RowSource row, KeyEncoder key) {
    for (int i = 0; i < ordinals.length; i++) {
      key.put(row, ordinals[i], types[i], descending[i]);
    }
  }
}
