package io.ashlar.rows.row;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.value.ValueForm;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import java.util.List;

/** Whether two rows of one table hold the same values. Stateless; allocates for decimals alone. */
public final class SameColumns {

  private SameColumns() {}

  /**
   * Two nulls are the same here.
   *
   * @param a stands on one row
   * @param b stands on the other
   * @param ordinals the columns
   * @return true when all of them are equal
   */
  public static boolean same(RowSource a, RowSource b, int[] ordinals) {
    List<ColumnDefinition> columns = a.table().columns();
    for (int ordinal : ordinals) {
      boolean none = a.isNull(ordinal);
      if (none != b.isNull(ordinal)) {
        return false;
      }
      if (!none && !same(a, b, ordinal, columns.get(ordinal).valueType().form())) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(RowSource a, RowSource b, int ordinal, ValueForm form) {
    return switch (form) {
      case WORD -> a.word(ordinal) == b.word(ordinal);
      case REAL -> Double.compare(a.real(ordinal), b.real(ordinal)) == 0;
      case DECIMAL -> a.decimal(ordinal).compareTo(b.decimal(ordinal)) == 0;
      case UUID ->
          a.uuidHigh(ordinal) == b.uuidHigh(ordinal) && a.uuidLow(ordinal) == b.uuidLow(ordinal);
      case BYTES ->
          UnsignedBytes.compare(
                  a.bytesBuffer(ordinal),
                  a.bytesOffset(ordinal),
                  a.bytesLength(ordinal),
                  b.bytesBuffer(ordinal),
                  b.bytesOffset(ordinal),
                  b.bytesLength(ordinal))
              == 0;
    };
  }
}
