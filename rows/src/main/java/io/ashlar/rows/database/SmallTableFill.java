package io.ashlar.rows.database;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.mvcc.SyncMode;
import io.ashlar.rows.catalog.CatalogIds;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.table.DatabaseContext;
import io.ashlar.txn.Isolation;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.TransactionCursor;

/** Fills an index of a table with few rows in the commit that publishes it. Stateless. */
final class SmallTableFill {

  /** Instead of a timestamp: nothing was changed. */
  static final long TOO_LARGE = -1;

  /** So many rows are done within some milliseconds, while the table is locked. */
  private static final int MAX_ROWS = 1_000;

  private static final long MAX_BYTES = 1L << 20;

  private final DatabaseContext context;

  SmallTableFill(DatabaseContext context) {
    this.context = context;
  }

  /**
   * Fills and stores the last index of a definition; the caller has the table for himself.
   *
   * @return the timestamp of the commit, or {@link #TOO_LARGE}
   * @throws io.ashlar.error.ConstraintException when two rows have the same key; nothing was
   *     changed
   */
  long fill(TableDefinition table, CatalogIds ids, CatalogStore catalog) {
    IndexDefinition index = table.maintained().get(table.maintained().size() - 1);
    long bytes = Math.min(MAX_BYTES, context.transactions().options().writeSetLimitBytes() / 4);
    try (StoreTransaction writer = context.transactions().newTransaction();
        TransactionCursor cursor = writer.newCursor();
        EntryWriter entries = new EntryWriter(context.pool(), context.statements().judge())) {
      writer.begin(Isolation.SNAPSHOT, SyncMode.GROUP);
      KeyEncoder rowKey = new KeyEncoder();
      int rows = 0;
      boolean more = Verifier.openKeyspace(cursor, table.keyspaceId());
      for (; more; more = cursor.next()) {
        if (++rows > MAX_ROWS || writer.writeSetBytes() > bytes) {
          return TOO_LARGE;
        }
        rowKey.resetEmpty().putRaw(cursor.key(), 0, cursor.keyLength());
        entries.write(writer, table, index, rowKey, cursor.value(), cursor.valueLength());
      }
      cursor.release();
      catalog.put(writer, ids);
      catalog.put(writer, table);
      return writer.commit();
    }
  }
}
