package io.ashlar.rows.scan;

import io.ashlar.rows.table.TransactionHandle;
import org.agrona.DirectBuffer;

/** A walk along a key, in its order or partition by partition, that others are built on. */
interface KeyedWalk extends RowWalk {

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
}
