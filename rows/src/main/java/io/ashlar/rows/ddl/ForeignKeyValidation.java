package io.ashlar.rows.ddl;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.ConstraintException;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.entry.ForeignKeyPath;
import io.ashlar.rows.entry.KeyText;
import io.ashlar.rows.entry.RowJudge;
import io.ashlar.rows.partition.Routing;
import io.ashlar.rows.row.RowSource;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.session.ForeignKey;
import io.ashlar.store.Freshness;
import io.ashlar.store.VersionedStore;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.cursor.TransactionCursor;
import java.util.ArrayList;
import java.util.List;

/** Reads all rows of a locked table to see that what they reference is there. */
final class ForeignKeyValidation {

  private static final int KEYS_SHOWN = 5;
  private static final int INITIAL_BYTES = 256;

  private ForeignKeyValidation() {}

  /**
   * Reads the rows.
   *
   * @throws ConstraintException when some reference what is not there; the facts name the first
   *     keys
   */
  static void require(
      DatabaseContext context,
      ForeignKey foreignKey,
      TableDefinition table,
      TableDefinition referenced) {
    ForeignKeyPath path = ForeignKeyPath.of(foreignKey, table, referenced);
    Routing routing = Routing.of(foreignKey.referenced().partitions());
    List<String> keys = new ArrayList<>();
    RowSource row = new RowSource(table, null);
    KeyEncoder key = new KeyEncoder();
    RowJudge judge = new RowJudge();
    judge.use(table);
    long now = context.expiryClock().micros();
    try (StoreTransaction reader = context.transactions().newTransaction();
        PooledBuffer found = context.pool().acquire(INITIAL_BYTES)) {
      reader.beginRead(Freshness.WRITTEN);
      try (TransactionCursor cursor = reader.newCursor()) {
        for (TableDefinition part : TableParts.now(foreignKey.table(), table)) {
          boolean more = TableParts.openKeyspace(cursor, part.keyspaceId());
          for (; more && keys.size() < KEYS_SHOWN; more = cursor.next()) {
            row.wrap(cursor.key(), 0, cursor.keyLength(), cursor.value(), cursor.valueLength());
            boolean expired =
                table.expiry() != null
                    && judge.isExpired(
                        cursor.key(),
                        0,
                        cursor.keyLength(),
                        cursor.value(),
                        cursor.valueLength(),
                        now);
            if (!expired
                && path.encodeReferenced(row, key)
                && !exists(reader, routing, path, key, found)) {
              keys.add(KeyText.ofRow(table, cursor.key(), 0, cursor.keyLength()));
            }
          }
        }
      }
    }
    if (!keys.isEmpty()) {
      throw new ConstraintException(
          "Rows reference keys that are not there.",
          "table",
          table.name(),
          "foreignKey",
          foreignKey.name(),
          "referenced",
          referenced.name(),
          "keys",
          keys);
    }
  }

  private static boolean exists(
      StoreTransaction reader,
      Routing routing,
      ForeignKeyPath path,
      KeyEncoder key,
      PooledBuffer found) {
    boolean led =
        path.target() == null
            ? routing.lead(reader, path.referenced(), key, false)
            : routing.lead(reader, path.referenced(), path.target(), key, false);
    return led && reader.get(key.buffer(), 0, key.length(), found) != VersionedStore.ABSENT;
  }
}
