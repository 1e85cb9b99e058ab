package io.ashlar.store.memory;

import io.ashlar.codec.memory.Flyweights;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.store.ReadView;
import io.ashlar.store.StoreCursor;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.NavigableMap;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Walks a range of the sorted map and skips the keys that its view does not see. */
final class MemoryCursor implements StoreCursor {

  private final InMemoryStore store;
  private final VersionMap versions;
  private final MutableDirectBuffer keyBuffer = Flyweights.wrap(ByteBuffer.allocateDirect(256));
  private final MutableDirectBuffer valueBuffer = Flyweights.wrap(ByteBuffer.allocateDirect(1024));

  /** Null while the cursor is not open. */
  private MemoryView view;

  private NavigableMap<byte[], VersionChain> range;

  /** The least key of the range. */
  private byte[] from;

  /** At which the range is read. */
  private long timestamp;

  /** Null while the cursor stands nowhere. */
  private byte[] key;

  private byte[] value;
  private boolean closed;

  MemoryCursor(InMemoryStore store, VersionMap versions) {
    this.store = store;
    this.versions = versions;
  }

  @Override
  public void open(
      ReadView view,
      DirectBuffer lower,
      int lowerOffset,
      int lowerLength,
      DirectBuffer upper,
      int upperOffset,
      int upperLength) {
    store.checkOpen();
    if (closed) {
      throw new ClosedException("The cursor is closed.");
    }
    if (!(view instanceof MemoryView memoryView)) {
      throw new IllegalUseException("The view belongs to another kind of store.");
    }
    memoryView.checkReadable();
    this.view = memoryView;
    from = VersionMap.copy(lower, lowerOffset, lowerLength);
    range = versions.range(from, VersionMap.copy(upper, upperOffset, upperLength));
    timestamp = memoryView.timestampFor(from);
    key = null;
  }

  @Override
  public boolean first() {
    checkOpen();
    return standForward(range.firstEntry());
  }

  @Override
  public boolean last() {
    checkOpen();
    return standBackward(range.lastEntry());
  }

  @Override
  public boolean seek(DirectBuffer sought, int offset, int length) {
    checkOpen();
    return standForward(range.ceilingEntry(VersionMap.copy(sought, offset, length)));
  }

  @Override
  public boolean seekBefore(DirectBuffer sought, int offset, int length) {
    checkOpen();
    return standBackward(range.lowerEntry(VersionMap.copy(sought, offset, length)));
  }

  @Override
  public boolean next() {
    checkStanding();
    return standForward(range.higherEntry(key));
  }

  @Override
  public boolean previous() {
    checkStanding();
    return standBackward(range.lowerEntry(key));
  }

  private boolean standForward(Map.Entry<byte[], VersionChain> candidate) {
    Map.Entry<byte[], VersionChain> entry = candidate;
    while (entry != null && !stand(entry)) {
      entry = range.higherEntry(entry.getKey());
    }
    return landed(entry);
  }

  private boolean standBackward(Map.Entry<byte[], VersionChain> candidate) {
    Map.Entry<byte[], VersionChain> entry = candidate;
    while (entry != null && !stand(entry)) {
      entry = range.lowerEntry(entry.getKey());
    }
    return landed(entry);
  }

  private boolean stand(Map.Entry<byte[], VersionChain> entry) {
    byte[] seen = entry.getValue().valueAt(timestamp);
    if (seen == null) {
      return false;
    }
    key = entry.getKey();
    value = seen;
    fill(keyBuffer, key);
    fill(valueBuffer, value);
    return true;
  }

  private boolean landed(Map.Entry<byte[], VersionChain> entry) {
    view.requireKept(from);
    if (entry == null) {
      key = null;
      value = null;
    }
    return entry != null;
  }

  private static void fill(MutableDirectBuffer buffer, byte[] bytes) {
    if (buffer.capacity() < bytes.length) {
      buffer.wrap(ByteBuffer.allocateDirect(Math.max(bytes.length, 2 * buffer.capacity())));
    } else {
      // What was there before must not look right to a reader who missed the move.
      buffer.setMemory(0, Math.min(64, buffer.capacity()), (byte) 0xDB);
    }
    buffer.putBytes(0, bytes);
  }

  @Override
  public DirectBuffer key() {
    checkStanding();
    return keyBuffer;
  }

  @Override
  public int keyLength() {
    byte[] shown = key;
    requireShown(shown);
    return shown.length;
  }

  @Override
  public DirectBuffer value() {
    checkStanding();
    return valueBuffer;
  }

  @Override
  public int valueLength() {
    byte[] shown = value;
    requireShown(shown);
    return shown.length;
  }

  @Override
  public void release() {
    view = null;
    range = null;
    key = null;
    value = null;
  }

  @Override
  public void close() {
    closed = true;
    release();
  }

  private void checkOpen() {
    if (closed) {
      throw new ClosedException("The cursor is closed.");
    }
    // Once: the end of the transaction, on another thread, may release the cursor meanwhile.
    MemoryView opened = view;
    if (opened == null) {
      throw new IllegalUseException("The cursor is not open.");
    }
    opened.checkReadable();
  }

  private void checkStanding() {
    requireShown(key);
  }

  private void requireShown(byte[] bytes) {
    checkOpen();
    if (bytes == null) {
      throw new IllegalUseException("The cursor does not stand on a key.");
    }
  }
}
