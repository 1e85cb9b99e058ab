package io.ashlar.txn.writeset;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.BufferPool;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** The entries of a write set in the order of writing; layout in the package's caption. */
final class EntryLog implements AutoCloseable {

  static final int NONE = -1;
  static final int PUT = 1;
  static final int DELETE = 2;
  static final int CHECK = 3;

  private static final int KIND_MASK = 0xFF;

  /** The entry's key was checked before it was written: its readAt must not be raised. */
  private static final int CHECKED = 0x100;

  private static final int KEY_NUMBER = 0;
  private static final int PREVIOUS = 4;
  private static final int READ_AT = 8;
  private static final int KEY_LENGTH = 16;
  private static final int VALUE_LENGTH = 20;
  private static final int KIND = 24;
  private static final int CAPACITY = 28;
  private static final int HEADER_BYTES = 32;

  private static final int INITIAL_ENTRIES = 32;
  private static final int RETAINED_ENTRIES = 16 * 1024;

  private final Arena arena;
  private long[] references = new long[INITIAL_ENTRIES];
  private int count;
  private long usedBytes;

  EntryLog(BufferPool pool) {
    this.arena = new Arena(pool);
  }

  int count() {
    return count;
  }

  /** Bytes of all entries, replaced ones and headers included. */
  long usedBytes() {
    return usedBytes;
  }

  long capacity() {
    return arena.capacity();
  }

  static int entryBytes(int keyLength, int valueLength) {
    return (HEADER_BYTES + keyLength + valueLength + 7) & ~7;
  }

  int append(
      int keyNumber,
      int previous,
      int kind,
      long readAt,
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueOffset,
      int valueLength) {
    if (count == references.length) {
      references = Arrays.copyOf(references, count * 2);
    }
    int bytes = entryBytes(keyLength, valueLength);
    long reference = arena.allocate(bytes);
    MutableDirectBuffer buffer = arena.buffer(reference);
    int at = Arena.offset(reference);
    buffer.putInt(at + KEY_NUMBER, keyNumber);
    buffer.putInt(at + PREVIOUS, previous);
    buffer.putLong(at + READ_AT, readAt);
    buffer.putInt(at + KEY_LENGTH, keyLength);
    buffer.putInt(at + VALUE_LENGTH, valueLength);
    buffer.putInt(at + KIND, kind);
    buffer.putInt(at + CAPACITY, bytes - HEADER_BYTES);
    buffer.putBytes(at + HEADER_BYTES, key, keyOffset, keyLength);
    if (valueLength > 0) {
      buffer.putBytes(at + HEADER_BYTES + keyLength, value, valueOffset, valueLength);
    }
    references[count] = reference;
    usedBytes += bytes;
    return count++;
  }

  /** Gives an entry another kind and value; the caller has asked {@link #fits}. */
  void rewrite(
      int entry, int kind, long readAt, DirectBuffer value, int valueOffset, int valueLength) {
    assert fits(entry, valueLength) : "the entry is too small";
    MutableDirectBuffer buffer = buffer(entry);
    int at = offset(entry);
    buffer.putLong(at + READ_AT, readAt);
    buffer.putInt(at + VALUE_LENGTH, valueLength);
    buffer.putInt(at + KIND, kind);
    if (valueLength > 0) {
      int keyLength = buffer.getInt(at + KEY_LENGTH);
      buffer.putBytes(at + HEADER_BYTES + keyLength, value, valueOffset, valueLength);
    }
  }

  boolean fits(int entry, int valueLength) {
    int at = offset(entry);
    MutableDirectBuffer buffer = buffer(entry);
    return valueLength <= buffer.getInt(at + CAPACITY) - buffer.getInt(at + KEY_LENGTH);
  }

  /** Forgets the newest entry; its memory is used again. */
  void removeLast() {
    count--;
    usedBytes -= bytes(count);
    if (count == 0) {
      arena.rewind();
    } else {
      arena.truncate(references[count - 1], bytes(count - 1));
    }
  }

  void clear() {
    count = 0;
    usedBytes = 0;
    arena.clear();
  }

  /** Gives up the list of entries when it has grown large; it is empty. */
  void trim() {
    if (references.length > RETAINED_ENTRIES) {
      references = new long[INITIAL_ENTRIES];
    }
  }

  @Override
  public void close() {
    clear();
    arena.close();
  }

  MutableDirectBuffer buffer(int entry) {
    return arena.buffer(references[entry]);
  }

  int keyNumber(int entry) {
    return field(entry, KEY_NUMBER);
  }

  int previous(int entry) {
    return field(entry, PREVIOUS);
  }

  long readAt(int entry) {
    return buffer(entry).getLong(offset(entry) + READ_AT);
  }

  int kind(int entry) {
    return field(entry, KIND) & KIND_MASK;
  }

  /** Whether the key was checked before: an entry that is a check, or that follows one. */
  boolean checked(int entry) {
    int kind = field(entry, KIND);
    return (kind & CHECKED) != 0 || (kind & KIND_MASK) == CHECK;
  }

  static int asChecked(int kind) {
    return kind | CHECKED;
  }

  int keyOffset(int entry) {
    return offset(entry) + HEADER_BYTES;
  }

  int keyLength(int entry) {
    return field(entry, KEY_LENGTH);
  }

  int valueOffset(int entry) {
    return offset(entry) + HEADER_BYTES + keyLength(entry);
  }

  int valueLength(int entry) {
    return field(entry, VALUE_LENGTH);
  }

  /** Bytes of key and value. */
  int payload(int entry) {
    return keyLength(entry) + valueLength(entry);
  }

  boolean keyEquals(int entry, DirectBuffer key, int offset, int length) {
    return UnsignedBytes.equal(
        buffer(entry), keyOffset(entry), keyLength(entry), key, offset, length);
  }

  int compareKey(int entry, DirectBuffer key, int offset, int length) {
    return UnsignedBytes.compare(
        buffer(entry), keyOffset(entry), keyLength(entry), key, offset, length);
  }

  int compareKeys(int a, int b) {
    return compareKey(a, buffer(b), keyOffset(b), keyLength(b));
  }

  private int bytes(int entry) {
    return HEADER_BYTES + field(entry, CAPACITY);
  }

  private int field(int entry, int field) {
    return buffer(entry).getInt(offset(entry) + field);
  }

  private int offset(int entry) {
    return Arena.offset(references[entry]);
  }
}
