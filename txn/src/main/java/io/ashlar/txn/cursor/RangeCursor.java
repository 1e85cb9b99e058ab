package io.ashlar.txn;

import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.mvcc.StoreCursor;
import java.lang.invoke.VarHandle;
import org.agrona.DirectBuffer;

/** Where a transaction's cursor stands, and what can be read there. */
abstract class StandingCursor {

  final StoreCursor store;

  /** Made when there is first something to merge: those who only read never need it. */
  MergeCursor merge;

  boolean merging;
  boolean positioned;

  StandingCursor(StoreCursor store) {
    this.store = store;
  }

  /** Checks that the cursor has not lost its ground. */
  public abstract void requireOpen();

  /**
   * The buffer of the current key, which starts at index 0.
   *
   * @return a flyweight, over memory of this cursor, valid until the next move
   * @throws IllegalUseException when the cursor does not stand on a key
   * @throws ClosedException when it has lost its ground, as for {@link
   *     TransactionCursor#requireOpen}
   */
  public final DirectBuffer key() {
    requirePosition();
    try {
      return merging ? merge.key() : store.key();
    } catch (IllegalUseException e) {
      throw withoutGround(e);
    }
  }

  /**
   * Bytes of the current key.
   *
   * @return the length
   * @throws IllegalUseException when the cursor does not stand on a key
   * @throws ClosedException when it has lost its ground, as for {@link
   *     TransactionCursor#requireOpen}
   */
  public final int keyLength() {
    requirePosition();
    try {
      return merging ? merge.keyLength() : store.keyLength();
    } catch (IllegalUseException e) {
      throw withoutGround(e);
    }
  }

  /**
   * The buffer of the current value, which starts at index 0. The stamp of an own write is not set
   * yet.
   *
   * @return a flyweight, over memory of this cursor, valid until the next move
   * @throws IllegalUseException when the cursor does not stand on a key
   * @throws ClosedException when it has lost its ground, as for {@link
   *     TransactionCursor#requireOpen}
   */
  public final DirectBuffer value() {
    requirePosition();
    try {
      return merging ? merge.value() : store.value();
    } catch (IllegalUseException e) {
      throw withoutGround(e);
    }
  }

  /**
   * Bytes of the current value.
   *
   * @return the length
   * @throws IllegalUseException when the cursor does not stand on a key
   * @throws ClosedException when it has lost its ground, as for {@link
   *     TransactionCursor#requireOpen}
   */
  public final int valueLength() {
    requirePosition();
    try {
      return merging ? merge.valueLength() : store.valueLength();
    } catch (IllegalUseException e) {
      throw withoutGround(e);
    }
  }

  /**
   * Whether the current key was written by the transaction itself.
   *
   * @return true for an own write, false for a key of the view
   * @throws IllegalUseException when the cursor does not stand on a key
   * @throws ClosedException when it has lost its ground, as for {@link
   *     TransactionCursor#requireOpen}
   */
  public final boolean ownWrite() {
    requirePosition();
    return merging && merge.own();
  }

  final void requirePosition() {
    if (!positioned) {
      throw withoutGround(new IllegalUseException("The cursor does not stand on a key."));
    }
  }

  /**
   * Whoever asks for key or value is outside of the gate, so that the end of the transaction, by
   * whatever thread, may take the position away under him: that is what he is told then.
   */
  private IllegalUseException withoutGround(IllegalUseException misuse) {
    // What was found above was written after the gate had ended.
    VarHandle.loadLoadFence();
    requireOpen();
    return misuse;
  }
}
