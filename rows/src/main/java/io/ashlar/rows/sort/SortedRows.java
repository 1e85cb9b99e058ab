package io.ashlar.rows.sort;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.error.LimitExceededException;
import org.agrona.DirectBuffer;

/**
 * Keeps the first rows in the order of their sort keys, off-heap and bounded. Rows are appended;
 * when there are twice as many as are wanted they are sorted, the rest is cut off, and what is kept
 * moves together. From then on a row behind the last that was kept is not taken at all. So a row
 * costs some comparisons with the logarithm of those wanted, and memory holds twice what is kept at
 * most.
 *
 * <p>Reusable; one owner at a time; allocates nothing once its arrays have grown.
 */
public final class SortedRows implements AutoCloseable {

  /** More than this is given back to the pool when the sort is over. */
  private static final int RETAINED_BYTES = 1 << 20;

  private final BufferPool pool;
  private final SortRecords records;

  /** Bytes that may be kept; twice as many may be held. */
  private long maxBytes;

  private long wanted;

  /** Whether fewer than are wanted will do where the memory holds no more. */
  private boolean fewerWillDo;

  /** Whether rows may have been left out: the last one of the last cut is the threshold. */
  private boolean full;

  /** Whether the memory did not hold the rows. */
  private boolean outgrown;

  /** Rows that were kept at the last cut. */
  private int kept;

  private int current;

  private long mostBytes;

  /** Whether a record without its value was added. */
  private boolean lacksValues;

  /** Writes values with fewer columns; made when it is first needed. */
  private RowWriter writer;

  /**
   * Takes no memory before a sort begins.
   *
   * @param pool where it takes it from
   */
  public SortedRows(BufferPool pool) {
    this.pool = pool;
    this.records = new SortRecords(pool);
  }

  /**
   * Forgets all rows.
   *
   * @param rows how many of the first are wanted
   * @param bytes what they may take
   * @param cutToFit whether to keep as many as fit then, instead of failing
   */
  public void begin(long rows, long bytes, boolean cutToFit) {
    records.open();
    forget(rows, bytes, cutToFit);
  }

  private void forget(long rows, long bytes, boolean cutToFit) {
    wanted = rows;
    fewerWillDo = cutToFit;
    maxBytes = Math.min(bytes, BufferPool.MAX_BUFFER_BYTES / 2);
    records.clear();
    full = false;
    outgrown = false;
    lacksValues = false;
    current = -1;
  }

  /**
   * Whether a row with this sort key would be among those kept so far.
   *
   * @param sortKey holds the sort key from index 0 on
   * @param length its bytes
   * @return false when it comes behind all that are kept, and no more are wanted
   */
  public boolean wants(DirectBuffer sortKey, int length) {
    if (wanted == 0) {
      return false;
    }
    return !full || records.comesBefore(sortKey, length, kept - 1);
  }

  /**
   * What values are written with that are added.
   *
   * @return the same object always
   */
  public RowWriter writer() {
    if (writer == null) {
      writer = new RowWriter(pool);
    }
    return writer;
  }

  /**
   * Adds a row.
   *
   * @param order the sort key
   * @param key holds the key of the row, keyspace id included, from index 0 on
   * @param keyLength its bytes
   * @param value holds its value from index 0 on
   * @param valueLength its bytes
   * @throws io.ashlar.error.LimitExceededException when the memory does not hold the rows that are
   *     wanted
   */
  public void add(
      SortKey order, DirectBuffer key, int keyLength, DirectBuffer value, int valueLength) {
    int at = reserve(order, keyLength, valueLength);
    records.buffer().putBytes(at, key, 0, keyLength);
    records.buffer().putBytes(at + keyLength, value, 0, valueLength);
  }

  /**
   * Adds a row without its value.
   *
   * @param order the sort key
   * @param key holds the key of the row
   * @param offset where it starts
   * @param length its bytes
   * @throws io.ashlar.error.LimitExceededException when the memory does not hold the rows that are
   *     wanted
   */
  public void addKey(SortKey order, DirectBuffer key, int offset, int length) {
    int at = reserve(order, length, SortRecords.NO_VALUE);
    records.buffer().putBytes(at, key, offset, length);
    lacksValues = true;
  }

  /** Adds a record with its sort key; returns where the key goes. */
  private int reserve(SortKey order, int keyLength, int valueLength) {
    long needed = SortRecords.bytes(order, keyLength, valueLength);
    if (records.bytes() + needed > 2 * maxBytes || (records.count() - 16) / 2 >= wanted) {
      cut();
      requireFits(fewerWillDo ? needed : records.bytes() + needed);
    }
    return records.add(order, keyLength, valueLength);
  }

  /** Ends the adding: what is kept is in order, and {@link #next} leads through it. */
  public void finish() {
    cut();
    requireFits(records.bytes());
  }

  private void requireFits(long bytes) {
    if (bytes > maxBytes) {
      outgrown = true;
      throw new LimitExceededException(
          "The rows to sort do not fit into the memory that the scan may use.",
          "rows",
          records.count(),
          "rowBytes",
          bytes,
          "limitBytes",
          maxBytes);
    }
  }

  private void cut() {
    records.sort();
    kept = (int) Math.min(records.count(), wanted);
    if (fewerWillDo && records.bytes() > maxBytes) {
      kept = records.fitting(kept, maxBytes);
    }
    full |= kept < records.count() || kept == wanted;
    if (kept < records.count()) {
      records.keep(kept);
    }
  }

  /**
   * Moves to the next row of the order.
   *
   * @return false when there is none
   */
  public boolean next() {
    if (current + 1 >= records.count()) {
      return false;
    }
    current++;
    return true;
  }

  /** Forgets the rows, and gives up what is larger than the next sort is likely to need. */
  public void clear() {
    forget(0, 0, false);
    mostBytes = Math.max(mostBytes, records.capacity());
    if (records.exceeds(RETAINED_BYTES)) {
      close();
      records.shrink();
    }
  }

  /**
   * The most memory that the sorts since {@link #forgetMost} have taken which are over.
   *
   * @return bytes of it
   */
  public long mostBytes() {
    return mostBytes;
  }

  /** Begins to measure {@link #mostBytes} anew. */
  public void forgetMost() {
    mostBytes = 0;
  }

  /**
   * Whether the memory did not hold the rows, since it was begun.
   *
   * @return true when it did not
   */
  public boolean isOutgrown() {
    return outgrown;
  }

  /**
   * Whether rows may follow the last one that is kept.
   *
   * @return false when all rows are kept
   */
  public boolean isFull() {
    return full;
  }

  /**
   * Whether there may be a record without its value.
   *
   * @return true when so
   */
  public boolean lacksValues() {
    return lacksValues;
  }

  /**
   * Holds the rows.
   *
   * @return the buffer, until the next change
   */
  public DirectBuffer buffer() {
    return records.buffer();
  }

  /**
   * Where the sort key of the current row starts.
   *
   * @return the offset
   */
  public int sortKeyOffset() {
    return records.sortKeyOffset(current);
  }

  /**
   * How long it is.
   *
   * @return its bytes
   */
  public int sortKeyLength() {
    return records.sortKeyLength(current);
  }

  /**
   * Where the key of the current row starts.
   *
   * @return the offset
   */
  public int keyOffset() {
    return records.keyOffset(current);
  }

  /**
   * How long it is.
   *
   * @return its bytes
   */
  public int keyLength() {
    return records.keyLength(current);
  }

  /**
   * Where the value of the current row starts.
   *
   * @return the offset
   */
  public int valueOffset() {
    return keyOffset() + keyLength();
  }

  /**
   * Whether the value of the current row was kept.
   *
   * @return false when it is to be read again
   */
  public boolean hasValue() {
    return valueLength() != SortRecords.NO_VALUE;
  }

  /**
   * How long it is.
   *
   * @return its bytes, where there is a value
   */
  public int valueLength() {
    return records.valueLength(current);
  }

  @Override
  public void close() {
    records.close();
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }
}
