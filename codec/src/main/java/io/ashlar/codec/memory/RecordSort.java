package io.ashlar.codec.memory;

/**
 * Sorts records by where they lie. A heapsort: in place, without allocation, and never slower for
 * any order. Records that are equal may change places.
 */
public final class RecordSort {

  /** Compares two records. */
  @FunctionalInterface
  public interface Order {

    /**
     * Compares.
     *
     * @param a the offset of a record
     * @param b the offset of another
     * @return below 0 when the first comes first, above 0 when the other does
     */
    int compare(int a, int b);
  }

  private RecordSort() {}

  /**
   * Sorts, least first.
   *
   * @param records offsets of records
   * @param count how many of them
   * @param order what they are sorted by
   */
  public static void sort(int[] records, int count, Order order) {
    for (int root = count / 2 - 1; root >= 0; root--) {
      sink(records, root, count, order);
    }
    for (int last = count - 1; last > 0; last--) {
      int greatest = records[0];
      records[0] = records[last];
      records[last] = greatest;
      sink(records, 0, last, order);
    }
  }

  private static void sink(int[] records, int from, int size, Order order) {
    int parent = from;
    int moved = records[parent];
    while (2 * parent + 1 < size) {
      int child = 2 * parent + 1;
      if (child + 1 < size && order.compare(records[child], records[child + 1]) < 0) {
        child++;
      }
      if (order.compare(moved, records[child]) >= 0) {
        break;
      }
      records[parent] = records[child];
      parent = child;
    }
    records[parent] = moved;
  }
}
