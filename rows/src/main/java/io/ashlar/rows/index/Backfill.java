package io.ashlar.rows.index;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Acquisition;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.ConstraintException;
import io.ashlar.index.IndexState;
import io.ashlar.rows.catalog.CatalogKeys;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.BuildRecord;
import io.ashlar.rows.partition.TablePartition;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.session.TableState;
import io.ashlar.store.VersionedStore;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.cursor.TransactionCursor;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Gives the rows of a live table their entries in an index that writers maintain already, a chunk
 * of rows in a transaction.
 *
 * <p>A chunk walks its view to find primary keys; each row is locked and read again under its lock,
 * so that an entry that is written is that of the row as it is, and nobody changes the row before
 * the chunk is committed: an entry that a writer has removed cannot come back. Rows that come after
 * the view have their entries from whoever wrote them. The position is stored by the same commit.
 *
 * <p>It waits for the first row of a chunk alone, when it holds no other; for the others it does
 * not, and the caller tries a smaller chunk instead. So it takes part in no deadlock.
 */
final class Backfill implements AutoCloseable {

  private static final long CHUNK_BYTES = 1L << 20;
  private static final int INITIAL_ROW_BYTES = 256;

  private final TableState table;
  private final long chunkBytes;
  private final StoreTransaction chunk;
  private final TransactionCursor cursor;
  private final CatalogStore catalog;
  private final EntryWriter writer;
  private final PooledBuffer found;
  private final KeyEncoder rowKey = new KeyEncoder();
  private final KeyEncoder lower = new KeyEncoder();
  private final KeyEncoder upper = new KeyEncoder();
  private final MutableDirectBuffer position = Flyweights.empty();
  private final MutableDirectBuffer catalogKey;

  Backfill(DatabaseContext context, TableState table) {
    this.table = table;
    this.chunkBytes =
        Math.min(CHUNK_BYTES, context.transactions().options().writeSetLimitBytes() / 2);
    this.catalogKey = CatalogKeys.tableKey(table.id());
    try (Acquisition all = new Acquisition()) {
      this.chunk = all.add(context.transactions().newTransaction(), StoreTransaction::close);
      this.cursor = chunk.newCursor();
      this.catalog = all.add(new CatalogStore(context.pool()), CatalogStore::close);
      this.writer = all.add(new EntryWriter(context), EntryWriter::close);
      this.found = context.pool().acquire(INITIAL_ROW_BYTES);
      all.keep();
    }
  }

  /**
   * Runs one chunk.
   *
   * @param build how far the build is
   * @param limit most rows
   * @return how far it is now, as stored; null when the index is gone
   * @throws ConstraintException when two rows have the same key
   * @throws io.ashlar.error.RetryableException when it lost against a writer; nothing was written
   * @throws io.ashlar.error.ClosedException when the table was dropped or the database closed
   */
  BuildRecord next(BuildRecord build, int limit) {
    chunk.begin(IsolationLevel.READ_COMMITTED, Durability.NONE);
    try {
      table.ensureUsable();
      chunk.lockShared(table.id());
      table.ensureUsable();
      TableDefinition definition = table.definition();
      IndexDefinition index = definition.maintained(build.indexId());
      if (index == null) {
        return null;
      }
      chunk.check(catalogKey, 0, catalogKey.capacity());
      BuildRecord after =
          table.partitions() == null
              ? fill(definition, index, build, limit)
              : fillPartition(definition, build, limit);
      catalog.put(chunk, after);
      long timestamp = chunk.commit();
      assert timestamp > 0 : "the chunk has writes";
      return after;
    } finally {
      if (chunk.active()) {
        chunk.rollback();
      }
    }
  }

  /**
   * Goes on in the partition of the position, or in the next one when there is nothing left to do.
   * Its lock, that keeps it from being dropped, is taken before any of a row. One that is made
   * meanwhile comes last, and has its entries already.
   */
  private BuildRecord fillPartition(TableDefinition definition, BuildRecord build, int limit) {
    int at = build.position().length == 0 ? 0 : keyspace(build.position());
    TablePartition partition = table.partitions().from(at);
    if (partition == null) {
      return build.after(IndexState.VALIDATED, 0, build.position());
    }
    chunk.lockShared(partition.lockId());
    TablePartition next = table.partitions().from(partition.id() + 1);
    byte[] behind = next == null ? build.position() : KeyspacePrefix.bytes(next.id());
    IndexState then = next == null ? IndexState.VALIDATED : IndexState.BACKFILL;
    if (!partition.isLive()) {
      return build.after(then, 0, behind);
    }
    TableDefinition part = partition.in(definition);
    BuildRecord from =
        at == partition.id()
            ? build
            : build.after(build.state(), 0, KeyspacePrefix.bytes(partition.id()));
    IndexDefinition index = part.maintained(build.indexId());
    BuildRecord after = fill(part, index, from, limit);
    return after.state() == IndexState.VALIDATED && next != null
        ? after.after(then, 0, behind)
        : after;
  }

  private static int keyspace(byte[] key) {
    return ByteBuffer.wrap(key).getInt();
  }

  private BuildRecord fill(
      TableDefinition definition, IndexDefinition index, BuildRecord build, int limit) {
    boolean more = openBehind(definition, build.position());
    int rows = 0;
    while (more && rows < limit && chunk.writeSetBytes() < chunkBytes) {
      rowKey.resetEmpty().putRaw(cursor.key(), 0, cursor.keyLength());
      int length = chunk.getLocked(rowKey.buffer(), 0, rowKey.length(), found, rows == 0);
      if (length != VersionedStore.ABSENT) {
        writer.write(chunk, definition, index, rowKey, found.buffer(), length);
      }
      rows++;
      more = cursor.next();
    }
    cursor.release();
    byte[] last = build.position();
    if (rows > 0) {
      last = new byte[rowKey.length()];
      rowKey.buffer().getBytes(0, last);
    }
    return build.after(more ? IndexState.BACKFILL : IndexState.VALIDATED, rows, last);
  }

  /** Stands on the first row behind a position. */
  private boolean openBehind(TableDefinition definition, byte[] last) {
    position.wrap(last);
    if (last.length == 0) {
      lower.reset(definition.keyspaceId());
    } else {
      lower.resetEmpty().putRaw(position, 0, last.length);
    }
    upper.reset(definition.keyspaceId() + 1);
    cursor.open(lower.buffer(), 0, lower.length(), upper.buffer(), 0, upper.length());
    boolean there = cursor.first();
    boolean done =
        there
            && last.length > 0
            && UnsignedBytes.equal(
                cursor.key(), 0, cursor.keyLength(), lower.buffer(), 0, lower.length());
    return done ? cursor.next() : there;
  }

  @Override
  public void close() {
    cursor.close();
    chunk.close();
    catalog.close();
    writer.close();
    found.close();
  }
}
