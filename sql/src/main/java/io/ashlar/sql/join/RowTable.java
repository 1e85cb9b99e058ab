package io.ashlar.sql.join;

import io.ashlar.sql.execute.Reading;
import io.ashlar.sql.execute.RowStore;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.type.SqlType;
import java.util.Arrays;
import java.util.List;

/**
 * Kept rows that are found by a hash: chains of rows in arrays, twice as many places as rows.
 * Memory stays from run to run unless it is much; adding and finding allocate only while it grows.
 */
final class RowTable {

  /** What the chain of no row ends with. */
  static final int NONE = -1;

  /** What a row takes in the arrays. */
  private static final int ROW_BYTES = Long.BYTES + 5 * Integer.BYTES;

  private static final int FIRST = 64;
  private static final int KEPT = 64 * 1024;

  private final RowStore rows;
  private long[] hashes = new long[FIRST];
  private int[] following = new int[FIRST];
  private int[] places = new int[2 * FIRST];

  /** A mark for each row, for whoever asks which rows were met. */
  private int[] marks = new int[FIRST];

  RowTable(List<SqlType> types, int[] slots, int maxBytes, Reading reading) {
    rows = new RowStore(types, slots, ROW_BYTES, maxBytes, reading);
    Arrays.fill(places, NONE);
  }

  int rows() {
    return rows.rows();
  }

  /** Forgets all rows. */
  void clear() {
    rows.clear();
    if (hashes.length > KEPT) {
      hashes = new long[FIRST];
      following = new int[FIRST];
      marks = new int[FIRST];
      places = new int[2 * FIRST];
    }
    Arrays.fill(places, NONE);
  }

  /** Keeps a row that no hash leads to. */
  int keep(Frame frame) {
    int row = rows.add(frame);
    if (row == hashes.length) {
      grow();
    }
    marks[row] = 0;
    following[row] = row;
    return row;
  }

  /** Keeps a row, which its hash leads to before those that were added earlier. */
  int add(Frame frame, long hash) {
    int row = keep(frame);
    hashes[row] = hash;
    link(row);
    return row;
  }

  private void link(int row) {
    int place = place(hashes[row]);
    following[row] = places[place];
    places[place] = row;
  }

  private int place(long hash) {
    return (int) hash & (places.length - 1);
  }

  private void grow() {
    int length = hashes.length * 2;
    hashes = Arrays.copyOf(hashes, length);
    following = Arrays.copyOf(following, length);
    marks = Arrays.copyOf(marks, length);
    places = new int[2 * length];
    Arrays.fill(places, NONE);
    relink(length / 2);
  }

  /** Links the first rows anew, the last first: each chain is in the order of adding then. */
  private void relink(int count) {
    for (int row = count - 1; row >= 0; row--) {
      if (following[row] != row) {
        link(row);
      }
    }
  }

  /** Puts each chain into the order in which its rows were added. */
  void sort() {
    Arrays.fill(places, NONE);
    relink(rows());
  }

  /** The first row of a hash. */
  int first(long hash) {
    return sought(places[place(hash)], hash);
  }

  /** The next row of the same hash. */
  int next(int row, long hash) {
    return sought(following[row], hash);
  }

  private int sought(int from, long hash) {
    int row = from;
    while (row != NONE && hashes[row] != hash) {
      row = following[row];
    }
    return row;
  }

  void load(int row, Frame frame) {
    rows.load(row, frame);
  }

  int mark(int row) {
    return marks[row];
  }

  void mark(int row, int value) {
    marks[row] = value;
  }
}
