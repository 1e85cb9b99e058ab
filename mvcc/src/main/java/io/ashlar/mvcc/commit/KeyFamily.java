package io.ashlar.mvcc.commit;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.engine.Family;
import io.ashlar.store.VersionedStore;
import org.agrona.DirectBuffer;

/** Which column family a key belongs to, by its keyspace. */
public final class KeyFamily {

  private KeyFamily() {}

  /**
   * The family of a key.
   *
   * @param key holds the key, keyspace id included
   * @param offset where it starts
   * @return the family
   */
  public static Family of(DirectBuffer key, int offset) {
    int keyspaceId = KeyspacePrefix.of(key, offset);
    return Integer.compareUnsigned(keyspaceId, VersionedStore.FIRST_FREE_KEYSPACE) < 0
        ? Family.CATALOG
        : Family.DATA;
  }
}
