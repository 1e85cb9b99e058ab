package io.ashlar.codec.key;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What every key begins with: the id of its keyspace, four bytes, the highest first, so that the
 * keys of a keyspace lie together and keyspaces are in the order of their ids. Stateless.
 */
public final class KeyspacePrefix {

  /** How long it is. */
  public static final int BYTES = Integer.BYTES;

  private KeyspacePrefix() {}

  /**
   * The keyspace of a key.
   *
   * @param key holds the key
   * @param offset where it starts
   * @return the id
   */
  public static int of(DirectBuffer key, int offset) {
    return key.getInt(offset, ByteOrder.BIG_ENDIAN);
  }

  /**
   * Begins a key, or takes it to another keyspace.
   *
   * @param key receives the id
   * @param offset where the key starts
   * @param keyspaceId the id
   */
  public static void put(MutableDirectBuffer key, int offset, int keyspaceId) {
    key.putInt(offset, keyspaceId, ByteOrder.BIG_ENDIAN);
  }

  /**
   * The prefix alone: the bound below all keys of a keyspace.
   *
   * @param keyspaceId the id
   * @return new bytes
   */
  public static byte[] bytes(int keyspaceId) {
    return ByteBuffer.allocate(BYTES).putInt(keyspaceId).array();
  }
}
