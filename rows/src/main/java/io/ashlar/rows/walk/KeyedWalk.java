package io.ashlar.rows.walk;

import io.ashlar.codec.memory.PooledBuffer;
import org.agrona.DirectBuffer;

/** A walk along a key, in its order or partition by partition, that a sort is built on. */
interface KeyedWalk extends RowWalk {

  /** Begins the open walk anew, at the same view. */
  void restart();

  /**
   * The key behind {@link #source()}, from index 0 on.
   *
   * @return the buffer that holds it
   */
  DirectBuffer key();

  /**
   * How long that key is.
   *
   * @return its bytes
   */
  int keyLength();

  /**
   * The value behind {@link #source()}, from index 0 on.
   *
   * @return the buffer that holds it
   */
  DirectBuffer value();

  /**
   * How long that value is.
   *
   * @return its bytes
   */
  int valueLength();

  /**
   * Reads the value under a key that the open walk has met once more, as it was when the walk was
   * opened. In a transaction that may write; a read-only one reads nothing else by itself. The walk
   * goes on by {@link #restart} alone.
   *
   * @param key holds the key, keyspace id included
   * @param offset where it starts
   * @param length its bytes
   * @param into receives the value
   * @return bytes of the value
   */
  int reread(DirectBuffer key, int offset, int length, PooledBuffer into);
}
