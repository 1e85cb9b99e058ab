package io.ashlar.torture.writer;

import io.ashlar.Database;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.transaction.ReadTransaction;

/** A number for all rows that a view reads, to see that it reads the same ones later. */
final class RowHash {

  private static final long FACTOR = 0x100000001B3L;

  private RowHash() {}

  static long of(Database database, ReadTransaction view) {
    TortureTables tables = TortureTables.openOrNull(database);
    long hash = 1;
    try (PreparedScan scan = tables.rows.scan().prepare();
        RowCursor row = scan.open(view)) {
      while (row.next()) {
        hash = hash * FACTOR + row.getInt(tables.thread);
        hash = hash * FACTOR + row.getInt(tables.slot);
        hash = hash * FACTOR + row.getLong(tables.sequence);
        hash = hash * FACTOR + row.getString(tables.payload).hashCode();
        hash = hash * FACTOR + row.version();
      }
    }
    return hash;
  }
}
