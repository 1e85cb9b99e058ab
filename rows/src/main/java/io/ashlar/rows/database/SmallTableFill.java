package io.ashlar.rows.database;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.table.DatabaseContext;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.cursor.TransactionCursor;

/** Fills an index of a table with few rows in the commit that publishes it. Stateless. */
final class SmallTableFill {

  /** So many rows are done within some milliseconds, while the table is locked. */
  private static final int MAX_ROWS = 1_000;

  private static final long MAX_BYTES = 1L << 20;

  private final DatabaseContext context;

  SmallTableFill(DatabaseContext context) {
    this.context = context;
  }

  /**
   * Fills and stores a new index; the caller has the table for himself, and rolls back when there
   * are too many rows.
   *
   * @return false when there are too many rows
   * @throws io.ashlar.error.ConstraintException when two rows have the same key
   */
  boolean fill(AddedIndex added, CatalogStore catalog, StoreTransaction writer) {
    if (added.index().unique() && added.table().expiry() != null) {
      // Of rows with the same key one may have expired, which takes a build to put right.
      return false;
    }
    long bytes = Math.min(MAX_BYTES, context.transactions().options().writeSetLimitBytes() / 4);
    try (TransactionCursor cursor = writer.newCursor();
        EntryWriter entries = new EntryWriter(context)) {
      KeyEncoder rowKey = new KeyEncoder();
      int rows = 0;
      for (TableDefinition part : added.parts()) {
        IndexDefinition index = part.maintained().get(part.maintained().size() - 1);
        boolean more = Verifier.openKeyspace(cursor, part.keyspaceId());
        for (; more; more = cursor.next()) {
          if (++rows > MAX_ROWS || writer.writeSetBytes() > bytes) {
            return false;
          }
          rowKey.resetEmpty().putRaw(cursor.key(), 0, cursor.keyLength());
          entries.write(writer, part, index, rowKey, cursor.value(), cursor.valueLength());
        }
        cursor.release();
      }
      added.put(catalog, writer);
      return true;
    }
  }
}
