package io.ashlar.rows.database;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.codec.row.RowView;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.error.ConstraintException;
import io.ashlar.mvcc.Freshness;
import io.ashlar.mvcc.ReadView;
import io.ashlar.mvcc.StoreCursor;
import io.ashlar.mvcc.SyncMode;
import io.ashlar.mvcc.VersionedStore;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.table.DatabaseContext;
import io.ashlar.rows.table.EntryEncoder;
import io.ashlar.rows.table.KeyText;
import io.ashlar.txn.Isolation;
import io.ashlar.txn.StoreTransaction;

/**
 * Fills a new index from the rows there are, while its table is locked and nobody can see the
 * keyspace. Commits in chunks, so that no table is too large for a write set; unsynced, as the
 * commit that publishes the index syncs all that was written before it.
 */
final class IndexBuild implements AutoCloseable {

  /** Large enough to make a commit cheap for each entry, small enough not to hold others up. */
  private static final long CHUNK_BYTES = 1L << 20;

  private static final int INITIAL_VALUE_BYTES = 256;

  private final DatabaseContext context;
  private final TableDefinition table;
  private final IndexDefinition index;
  private final ReadView view;
  private final StoreCursor rows;
  private final StoreTransaction chunk;
  private final RowWriter value;
  private final PooledBuffer found;
  private final RowView row = new RowView();
  private final EntryEncoder entry = new EntryEncoder();
  private final KeyEncoder key = new KeyEncoder();

  private IndexBuild(DatabaseContext context, TableDefinition table, IndexDefinition index) {
    this.context = context;
    this.table = table;
    this.index = index;
    this.view = context.store().newView();
    this.rows = context.store().newCursor();
    this.chunk = context.transactions().newTransaction();
    this.value = new RowWriter(context.pool());
    this.found = context.pool().acquire(INITIAL_VALUE_BYTES);
  }

  /**
   * Fills the index.
   *
   * @throws ConstraintException when the index is unique and two rows have the same key
   */
  static void fill(DatabaseContext context, TableDefinition table, IndexDefinition index) {
    try (IndexBuild build = new IndexBuild(context, table, index)) {
      build.run();
    }
  }

  private void run() {
    long chunkBytes =
        Math.min(CHUNK_BYTES, context.transactions().options().writeSetLimitBytes() / 2);
    KeyEncoder upper = new KeyEncoder().reset(table.keyspaceId() + 1);
    key.reset(table.keyspaceId());
    view.pin(Freshness.WRITTEN);
    rows.open(view, key.buffer(), 0, key.length(), upper.buffer(), 0, upper.length());
    chunk.begin(Isolation.SNAPSHOT, SyncMode.NONE);
    for (boolean more = rows.first(); more; more = rows.next()) {
      addEntry();
      if (chunk.writeSetBytes() > chunkBytes) {
        long timestamp = chunk.commit();
        assert timestamp > 0 : "the chunk has writes";
        chunk.begin(Isolation.SNAPSHOT, SyncMode.NONE);
      }
    }
    long timestamp = chunk.commit();
    assert timestamp >= 0 : "timestamps are not negative";
  }

  private void addEntry() {
    int length = rows.valueLength();
    int version = RowView.layoutVersion(rows.value(), 0, length);
    row.wrap(table.layout(version), rows.value(), 0, length);
    entry.wrap(table, rows.key(), 0, rows.keyLength(), row);
    boolean exclusive = entry.encodeKey(index, key);
    if (exclusive && chunk.get(key.buffer(), 0, key.length(), found) != VersionedStore.ABSENT) {
      throw new ConstraintException(
          "Two rows have the same key in a unique index.",
          "table",
          table.name(),
          "index",
          index.name(),
          "key",
          KeyText.ofEntry(table, index, key.buffer(), 0, key.length()));
    }
    int valueLength = entry.encodeValue(index, value);
    chunk.put(key.buffer(), 0, key.length(), value.buffer(), 0, valueLength);
  }

  @Override
  public void close() {
    chunk.close();
    rows.close();
    view.close();
    value.close();
    found.close();
  }
}
