package io.ashlar.txn.cursor;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.store.StoreCursor;
import io.ashlar.txn.writeset.WriteSet;
import io.ashlar.txn.writeset.WriteSetCursor;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Lays own writes over a store cursor. Both sides stand at or beyond the current key in the
 * direction of travel; the nearer one is current, an own write hides the store's key of the same
 * bytes, and an own deletion hides it and is not shown.
 *
 * <p>Keys and values of own writes are copied into heap memory of this cursor: they are read
 * outside of the transaction's gate, where a close from another thread may free the write set at
 * any moment.
 *
 * <p>When the direction turns, the side that is not current stands on the wrong side of the current
 * key and is sought again from it.
 */
final class MergeCursor {

  private final StoreCursor store;
  private final WriteSetCursor own;

  /** Copies that have grown beyond this are given up when the cursor is opened again. */
  private static final int RETAINED_BYTES = 64 * 1024;

  private final MutableDirectBuffer ownKey = Flyweights.empty();
  private final MutableDirectBuffer ownValue = Flyweights.empty();

  private byte[] keyCopy = new byte[64];
  private byte[] valueCopy = new byte[256];

  private boolean forward;
  private boolean storeValid;

  /** Which sides stand on the current key; at least one while the cursor is positioned. */
  private boolean atStore;

  private boolean atOwn;

  MergeCursor(StoreCursor store, WriteSet writes) {
    this.store = store;
    this.own = new WriteSetCursor(writes);
  }

  /** Returns false when no own write is in the range: the store cursor then suffices. */
  boolean open(
      DirectBuffer lower,
      int lowerOffset,
      int lowerLength,
      DirectBuffer upper,
      int upperOffset,
      int upperLength) {
    storeValid = false;
    if (valueCopy.length > RETAINED_BYTES) {
      valueCopy = new byte[256];
      ownValue.wrap(valueCopy, 0, 0);
    }
    return own.open(lower, lowerOffset, lowerLength, upper, upperOffset, upperLength);
  }

  void release() {
    own.release();
    storeValid = false;
    atStore = false;
    // The copies stay as they are: somebody may be reading them, see above.
    atOwn = false;
  }

  int writePosition() {
    return own.position();
  }

  boolean first() {
    forward = true;
    storeValid = store.first();
    own.first();
    return settle();
  }

  boolean last() {
    forward = false;
    storeValid = store.last();
    own.last();
    return settle();
  }

  boolean seek(DirectBuffer key, int offset, int length) {
    forward = true;
    storeValid = store.seek(key, offset, length);
    own.seek(key, offset, length);
    return settle();
  }

  boolean seekBefore(DirectBuffer key, int offset, int length) {
    forward = false;
    storeValid = store.seekBefore(key, offset, length);
    own.seekBefore(key, offset, length);
    return settle();
  }

  boolean next() {
    if (!forward) {
      forward = true;
      // The other side: its first key above the current one. It has none of the same bytes, else
      // it would be at the current key too.
      if (!atStore) {
        storeValid = store.seek(own.buffer(), own.keyOffset(), own.keyLength());
      } else if (!atOwn) {
        own.seek(store.key(), 0, store.keyLength());
      }
    }
    advance();
    return settle();
  }

  boolean previous() {
    if (forward) {
      forward = false;
      if (!atStore) {
        storeValid = store.seekBefore(own.buffer(), own.keyOffset(), own.keyLength());
      } else if (!atOwn) {
        own.seekBefore(store.key(), 0, store.keyLength());
      }
    }
    advance();
    return settle();
  }

  DirectBuffer key() {
    return atOwn ? ownKey : store.key();
  }

  int keyLength() {
    return atOwn ? ownKey.capacity() : store.keyLength();
  }

  DirectBuffer value() {
    return atOwn ? ownValue : store.value();
  }

  int valueLength() {
    return atOwn ? ownValue.capacity() : store.valueLength();
  }

  boolean own() {
    return atOwn;
  }

  private void advance() {
    if (atStore) {
      storeValid = forward ? store.next() : store.previous();
    }
    if (atOwn) {
      moveOwn();
    }
  }

  private void moveOwn() {
    if (forward) {
      own.next();
    } else {
      own.previous();
    }
  }

  /** Makes the nearer side current, skipping what own deletions hide. */
  private boolean settle() {
    while (true) {
      compareSides();
      if (!atOwn) {
        return atStore;
      }
      if (!own.deleted()) {
        copyOwn();
        return true;
      }
      advance();
    }
  }

  private void copyOwn() {
    int keyLength = own.keyLength();
    int valueLength = own.valueLength();
    keyCopy = room(keyCopy, keyLength);
    valueCopy = room(valueCopy, valueLength);
    own.buffer().getBytes(own.keyOffset(), keyCopy, 0, keyLength);
    own.buffer().getBytes(own.valueOffset(), valueCopy, 0, valueLength);
    ownKey.wrap(keyCopy, 0, keyLength);
    ownValue.wrap(valueCopy, 0, valueLength);
  }

  private static byte[] room(byte[] memory, int needed) {
    return memory.length >= needed ? memory : new byte[Math.max(needed, 2 * memory.length)];
  }

  private void compareSides() {
    if (!storeValid || !own.valid()) {
      atStore = storeValid;
      atOwn = own.valid();
      return;
    }
    int order =
        UnsignedBytes.compare(
            store.key(), 0, store.keyLength(), own.buffer(), own.keyOffset(), own.keyLength());
    if (!forward) {
      order = -order;
    }
    atStore = order <= 0;
    atOwn = order >= 0;
  }
}
