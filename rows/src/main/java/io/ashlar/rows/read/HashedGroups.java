package io.ashlar.rows.read;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.rows.aggregate.AggregateValues;
import io.ashlar.rows.aggregate.GroupTable;
import io.ashlar.rows.row.ColumnsKey;
import io.ashlar.rows.row.KeptRow;
import io.ashlar.rows.row.RowSource;
import io.ashlar.rows.walk.RowWalk;
import io.ashlar.rows.walk.Workspace;
import java.util.BitSet;

/**
 * Groups of rows that come in any order: all are gathered when it begins, in bounded memory, and
 * shown in ascending order of their columns.
 */
final class HashedGroups implements Groups {

  private final RowWalk walk;
  private final BitSet columns;
  private final AggregateValues values;
  private final long maxBytes;
  private final ColumnsKey groupColumns;
  private final KeyEncoder group = new KeyEncoder();

  private boolean outgrown;

  /** Holds the groups while they are open. */
  private GroupTable table;

  HashedGroups(RowWalk walk, BitSet columns, AggregateValues values, long maxBytes) {
    this.walk = walk;
    this.columns = columns;
    this.values = values;
    this.maxBytes = maxBytes;
    int[] ordinals = columns.stream().toArray();
    groupColumns = new ColumnsKey(walk.source().table(), ordinals, new boolean[ordinals.length]);
  }

  @Override
  public void begin(Workspace memory) {
    table = memory.groups();
    table.begin(values, maxBytes);
    boolean gathered = false;
    try {
      while (walk.next()) {
        take(walk.source());
      }
      table.finish();
      walk.close();
      gathered = true;
    } finally {
      outgrown = table.isOutgrown();
      if (!gathered) {
        close();
      }
    }
  }

  @Override
  public boolean outgrown() {
    return outgrown;
  }

  private void take(RowSource row) {
    group.resetEmpty();
    groupColumns.append(row, group);
    if (table.accept(group.buffer(), group.length(), row)) {
      return;
    }
    RowWriter writer = table.writer();
    int valueLength = row.project(columns, Integer.MAX_VALUE, writer);
    table.add(
        group.buffer(),
        group.length(),
        row,
        row.keyBuffer(),
        row.keyOffset(),
        row.keyLength(),
        writer.buffer(),
        valueLength);
  }

  @Override
  public boolean next(AggregateValues known, KeptRow first) {
    if (table == null || !table.next()) {
      return false;
    }
    first.keep(
        table.buffer(),
        table.keyOffset(),
        table.keyLength(),
        table.buffer(),
        table.valueOffset(),
        table.valueLength());
    return true;
  }

  @Override
  public void close() {
    if (table != null) {
      table.clear();
      table = null;
    }
  }
}
