package io.ashlar.rows.walk;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.memory.Acquisition;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.rows.aggregate.GroupTable;
import io.ashlar.rows.plan.RangeEncoder;
import io.ashlar.rows.sort.SortedRows;

/** The off-heap memory that one execution of a statement needs. One owner at a time. */
public final class Workspace implements AutoCloseable {

  private static final int INITIAL_BYTES = 256;

  /** Bounds of the range that is walked. */
  public final RangeEncoder range = new RangeEncoder();

  /** The key of the row that an entry leads to, or that is read. */
  public final KeyEncoder rowKey = new KeyEncoder();

  /** The row that an entry leads to, or that is read. */
  public final PooledBuffer row;

  /** The primary keys of the rows that an update or delete selects. */
  public final SelectedKeys selected;

  private final BufferPool pool;

  /** Made for the first scan that sorts. */
  private SortedRows sorted;

  /** Made for the first scan that gathers groups. */
  private GroupTable groups;

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

  /** The groups that are gathered side by side. */
  public GroupTable groups() {
    if (groups == null) {
      groups = new GroupTable(pool);
    }
    return groups;
  }

  /** A scan begins whose {@link #nativeBytes} may be asked for. */
  public void begin() {
    if (sorted != null) {
      sorted.forgetMost();
    }
  }

  /** What a scan that is over took off the heap for rows and keys of rows. */
  public long nativeBytes() {
    long sortBytes = sorted == null ? 0 : sorted.mostBytes();
    return (long) row.capacity() + selected.capacity() + sortBytes;
  }

  @Override
  public void close() {
    if (sorted != null) {
      sorted.close();
    }
    if (groups != null) {
      groups.close();
    }
    row.close();
    selected.close();
  }
}
