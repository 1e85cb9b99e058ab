package io.ashlar.rows.walk;

import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.rows.session.TransactionHandle;
import org.agrona.DirectBuffer;

/** A walk along a key, in its order or partition by partition, that others are built on. */
public interface KeyedWalk extends RowWalk {

  /** Opens the walk from the beginning, without a bound. */
  default void open(TransactionHandle transaction, Workspace memory) {
    open(transaction, memory, null, null);
  }

  /** Begins the open walk anew, at the same view. */
  void restart();

  /** The key behind {@link #source()}, from index 0 on. */
  DirectBuffer key();

  int keyLength();

  /** The value behind {@link #source()}, from index 0 on. */
  DirectBuffer value();

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
