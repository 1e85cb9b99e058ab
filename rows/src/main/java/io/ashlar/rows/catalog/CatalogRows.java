package io.ashlar.rows.catalog;

import io.ashlar.codec.key.KeyDecoder;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.memory.Acquisition;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.codec.row.RowLayout;
import io.ashlar.codec.row.RowView;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.error.CorruptionException;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.cursor.TransactionCursor;
import io.ashlar.type.ValueKind;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The rows of the catalog as keys and bytes, whatever they say: each is one column of bytes under a
 * key of its keyspace. Not thread-safe; allocates freely.
 */
final class CatalogRows implements AutoCloseable {

  /** Every catalog row has one column of bytes. Version and id are stored on disk. */
  private static final RowLayout LAYOUT =
      RowLayout.of(1, new int[] {1}, new ValueKind[] {ValueKind.BYTES});

  private static final int INITIAL_BYTES = 1024;

  private final RowWriter writer;
  private final PooledBuffer found;
  private final RowView view = new RowView();
  private final KeyDecoder decoder = new KeyDecoder();

  CatalogRows(BufferPool pool) {
    try (Acquisition all = new Acquisition()) {
      writer = all.add(new RowWriter(pool), RowWriter::close);
      found = pool.acquire(INITIAL_BYTES);
      all.keep();
    }
  }

  void put(StoreTransaction transaction, MutableDirectBuffer key, byte[] payload) {
    writer.begin(LAYOUT).setBytes(0, payload);
    int length = writer.finish();
    transaction.lock(key, 0, key.capacity());
    transaction.put(key, 0, key.capacity(), writer.buffer(), 0, length);
  }

  static void delete(StoreTransaction transaction, MutableDirectBuffer key) {
    transaction.lock(key, 0, key.capacity());
    transaction.delete(key, 0, key.capacity());
  }

  /** The bytes of the row under a key, or {@link io.ashlar.store.VersionedStore#ABSENT}. */
  int find(StoreTransaction transaction, MutableDirectBuffer key) {
    return transaction.get(key, 0, key.capacity(), found);
  }

  /** What the row says that was found last. */
  byte[] foundPayload(int length) {
    return payload(found.buffer(), length);
  }

  /** Opens a cursor on all rows of a keyspace. */
  static void open(TransactionCursor cursor, int keyspaceId) {
    KeyEncoder lower = new KeyEncoder().reset(keyspaceId);
    KeyEncoder upper = new KeyEncoder().reset(keyspaceId + 1);
    cursor.open(lower.buffer(), 0, lower.length(), upper.buffer(), 0, upper.length());
  }

  /** The id that is the whole key of a row. */
  int id(TransactionCursor cursor) {
    decoder.wrap(cursor.key(), KeyspacePrefix.BYTES, cursor.keyLength() - KeyspacePrefix.BYTES);
    long id = decoder.nextLong(false);
    if (id != (int) id || decoder.hasRemaining()) {
      throw new CorruptionException("A key of the catalog is damaged.", "id", id);
    }
    return (int) id;
  }

  /** What a row says. */
  byte[] payload(TransactionCursor cursor) {
    return payload(cursor.value(), cursor.valueLength());
  }

  private byte[] payload(DirectBuffer row, int length) {
    view.wrap(LAYOUT, row, 0, length);
    if (view.isNull(0)) {
      throw new CorruptionException("A row of the catalog is empty.", "rowBytes", length);
    }
    byte[] payload = new byte[view.bytesLength(0)];
    view.buffer().getBytes(view.bytesOffset(0), payload);
    return payload;
  }

  /** The commit timestamp of the row whose payload was read last. */
  long stamp() {
    return view.stamp();
  }

  /** Gives the buffers back. Idempotent. */
  @Override
  public void close() {
    writer.close();
    found.close();
  }
}
