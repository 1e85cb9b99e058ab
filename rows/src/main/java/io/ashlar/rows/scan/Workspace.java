package io.ashlar.rows.scan;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.memory.Acquisition;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.rows.plan.RangeEncoder;

/** The off-heap memory that one execution of a statement needs. One owner at a time. */
final class Workspace implements AutoCloseable {

  private static final int INITIAL_BYTES = 256;

  /** Bounds of the range that is walked. */
  final RangeEncoder range = new RangeEncoder();

  /** The key of the row that an entry leads to, or that is read. */
  final KeyEncoder rowKey = new KeyEncoder();

  /** The row that an entry leads to, or that is read. */
  final PooledBuffer row;

  /** The primary keys of the rows that an update or delete selects. */
  final SelectedKeys selected;

  private final BufferPool pool;

  /** Made for the first scan that sorts. */
  private SortedRows sorted;

  Workspace(BufferPool pool) {
    this.pool = pool;
    try (Acquisition all = new Acquisition()) {
      row = all.add(pool.acquire(INITIAL_BYTES), PooledBuffer::close);
      selected = new SelectedKeys(all.add(pool.acquire(INITIAL_BYTES), PooledBuffer::close));
      all.keep();
    }
  }

  /** The rows that a scan sorts. */
  SortedRows sorted() {
    if (sorted == null) {
      sorted = new SortedRows(pool);
    }
    return sorted;
  }

  /** What it takes off the heap for rows and keys of rows. */
  long nativeBytes() {
    return (long) row.capacity() + selected.capacity();
  }

  @Override
  public void close() {
    if (sorted != null) {
      sorted.close();
    }
    row.close();
    selected.close();
  }
}
