package io.ashlar.rows.sort;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.plan.OrderColumn;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.row.ColumnsKey;
import io.ashlar.rows.row.RowSource;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/**
 * Writes the columns of an order as one key, whose bytes order as the rows do. The primary key
 * follows them, so that no two rows are equal and every run gives the same order. Allocates for
 * decimals alone.
 */
public final class SortKey {

  private final ColumnsKey columns;
  private final boolean reverse;
  private final KeyEncoder key = new KeyEncoder();

  public SortKey(Plan plan) {
    TableDefinition table = plan.path().table();
    List<OrderColumn> order = plan.sortOrder();
    int[] ordinals = new int[order.size()];
    boolean[] descending = new boolean[order.size()];
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = order.get(i).ordinal();
      descending[i] = order.get(i).descending();
    }
    columns = new ColumnsKey(table, ordinals, descending);
    reverse = plan.isReverse();
  }

  /** Encodes the row; the bytes lie in {@link #buffer()} until the next call. */
  public void encode(RowSource row) {
    key.resetEmpty();
    columns.append(row, key);
    int from = key.length();
    key.putRaw(row.primaryKeyBuffer(), row.primaryKeyOffset(), row.primaryKeyLength());
    if (reverse) {
      invert(key.buffer(), from, key.length());
    }
  }

  /**
   * Turns the key of a row in a reverse order into the one that it has without the reverse, or the
   * other way: a descending column is the ascending one with its bytes inverted. Elsewhere it does
   * nothing.
   */
  public void turn(MutableDirectBuffer bytes, int length) {
    if (reverse) {
      invert(bytes, 0, length);
    }
  }

  private static void invert(MutableDirectBuffer bytes, int from, int end) {
    for (int i = from; i < end; i++) {
      bytes.putByte(i, (byte) ~bytes.getByte(i));
    }
  }

  public MutableDirectBuffer buffer() {
    return key.buffer();
  }

  public int length() {
    return key.length();
  }
}
