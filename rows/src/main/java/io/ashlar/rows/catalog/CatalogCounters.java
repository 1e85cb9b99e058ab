package io.ashlar.rows.catalog;

import io.ashlar.error.CorruptionException;
import io.ashlar.error.StoreOpenException;
import io.ashlar.rows.catalog.format.CatalogFormat;
import io.ashlar.store.VersionedStore;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.cursor.TransactionCursor;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;

/** The row of the counters: free ids, and the features of which a reader must know. Stateless. */
final class CatalogCounters {

  /**
   * The first byte of the counters of a catalog with features. One without has version 1, so that a
   * store that uses none can be opened by what knows version 1 alone. Stored on disk.
   */
  private static final int WITH_FEATURES = 2;

  private CatalogCounters() {}

  static CatalogIds read(CatalogRows rows, StoreTransaction transaction) {
    MutableDirectBuffer key = CatalogKeys.countersKey();
    int length = rows.find(transaction, key);
    if (length == VersionedStore.ABSENT) {
      return CatalogIds.FIRST;
    }
    ByteBuffer bytes = ByteBuffer.wrap(rows.foundPayload(length));
    int version = bytes.hasRemaining() ? bytes.get() : 0;
    boolean features = version == WITH_FEATURES && bytes.remaining() == 3 * Integer.BYTES;
    if (!features && (version != CatalogFormat.VERSION || bytes.remaining() != 2 * Integer.BYTES)) {
      throw new CorruptionException("The counters of the catalog are damaged.", "rowBytes", length);
    }
    CatalogIds ids = new CatalogIds(bytes.getInt(), bytes.getInt(), 0);
    return features ? ids.withFeatures(known(bytes.getInt())) : ids;
  }

  private static int known(int features) {
    int unknown = features & ~CatalogIds.KNOWN_FEATURES;
    if (unknown != 0) {
      throw new StoreOpenException(
          "The database has features that this version of Ashlar does not know.",
          "unknownFeatures",
          Integer.toBinaryString(unknown));
    }
    return features;
  }

  static void write(CatalogRows rows, StoreTransaction transaction, CatalogIds ids) {
    boolean features = ids.features() != 0;
    ByteBuffer bytes = ByteBuffer.allocate(1 + (features ? 3 : 2) * Integer.BYTES);
    bytes.put((byte) (features ? WITH_FEATURES : CatalogFormat.VERSION));
    bytes.putInt(ids.nextTableId()).putInt(ids.nextKeyspaceId());
    if (features) {
      bytes.putInt(ids.features());
    }
    rows.put(transaction, CatalogKeys.countersKey(), bytes.array());
  }

  /** What of the catalog, as a transaction sees it, a reader must know of. */
  static int features(StoreTransaction transaction) {
    return (isEmpty(transaction, CatalogKeys.FOREIGN_KEYS_KEYSPACE) ? 0 : CatalogIds.FOREIGN_KEYS)
        | (isEmpty(transaction, CatalogKeys.VIEWS_KEYSPACE) ? 0 : CatalogIds.VIEWS);
  }

  private static boolean isEmpty(StoreTransaction transaction, int keyspace) {
    try (TransactionCursor cursor = transaction.newCursor()) {
      CatalogRows.open(cursor, keyspace);
      return !cursor.first();
    }
  }
}
