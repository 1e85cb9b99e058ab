package io.ashlar.mvcc.resident;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.codec.row.RowFormat;
import java.lang.invoke.VarHandle;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The memory of one page: the bounds of a range, and versions of its keys. Versions are only ever
 * added, until the page is made anew.
 *
 * <pre>
 * up from 4     bounds, and versions: older (4, 0 for none) | key length (4)
 *               | value length (4, -1 deleted) | timestamp (8) | key | value
 * down from end slots of 6 bytes, by key: four bytes of the key behind what all keys of the range
 *               begin with | where its newest version is (2)
 * </pre>
 *
 * <p>One thread writes at a time, any read. A new version of a key that is there replaces two bytes
 * of its slot; a new key moves slots, during which {@link #revision} is odd, and who reads
 * meanwhile looks again.
 *
 * <p>Long because what lies where is known to this class alone.
 */
final class Frame {

  /** Of one frame. */
  static final int BYTES = 8 * 1024;

  /** The answer for a key of which there is no version, or a deletion. */
  static final int NOTHING = 0;

  /** The answer while slots are being moved. */
  static final int MOVING = -1;

  private static final int SLOT = Integer.BYTES + Short.BYTES;

  private static final int KEY_LENGTH = 4;
  private static final int VALUE_LENGTH = 8;
  private static final int TIMESTAMP = 12;
  private static final int HEADER = 20;
  private static final int DELETED = -1;

  private static final int LENGTH_SHIFT = 16;
  private static final int POSITION_MASK = (1 << LENGTH_SHIFT) - 1;

  /** Nothing lies at 0, which stands for no version. */
  private static final int FIRST = Integer.BYTES;

  private final MutableDirectBuffer memory;

  /**
   * Where a bound lies, and from bit {@value #LENGTH_SHIFT} on its bytes: one number, since whoever
   * searches the directory without a lock may read it while the frame is made anew.
   */
  private int lower;

  private int upper;

  /** Bytes with which all keys of the range begin. */
  private int common;

  /** Odd while slots are being moved; otherwise as long the same as they are in their places. */
  private volatile int revision;

  /** How many slots there are. Read between two looks at {@link #revision}. */
  private int count;

  /** The first byte above the versions. The writer's. */
  private int top;

  Frame(MutableDirectBuffer memory) {
    assert memory.capacity() == BYTES;
    this.memory = memory;
  }

  // Reading.

  /** Whether the key lies in the range. */
  boolean covers(DirectBuffer key, int offset, int length) {
    return compareLower(key, offset, length) <= 0 && compareUpper(key, offset, length) > 0;
  }

  /** The lower bound against a key: negative, zero or positive. */
  int compareLower(DirectBuffer key, int offset, int length) {
    return compareBound(lower, key, offset, length);
  }

  /** The upper bound against a key. */
  int compareUpper(DirectBuffer key, int offset, int length) {
    return compareBound(upper, key, offset, length);
  }

  private int compareBound(int bound, DirectBuffer key, int offset, int length) {
    return UnsignedBytes.compare(
        memory, bound & POSITION_MASK, bound >>> LENGTH_SHIFT, key, offset, length);
  }

  /** The memory, in which bounds, keys and values are shown by their positions. */
  DirectBuffer memory() {
    return memory;
  }

  int lowerAt() {
    return lower & POSITION_MASK;
  }

  int lowerLength() {
    return lower >>> LENGTH_SHIFT;
  }

  int upperAt() {
    return upper & POSITION_MASK;
  }

  int upperLength() {
    return upper >>> LENGTH_SHIFT;
  }

  /** What slots are read under: even, and the same afterwards if they have not moved meanwhile. */
  int revision() {
    return revision;
  }

  /** Whether what was read since {@link #revision} was asked for may be believed. */
  boolean still(int since) {
    VarHandle.acquireFence();
    return revision == since && (since & 1) == 0;
  }

  /** How many slots there are, under a revision. */
  int count() {
    return count;
  }

  /** The index of the first slot whose key is not below one of the range, under a revision. */
  int ceiling(DirectBuffer key, int offset, int length) {
    int head = head(key, offset, length);
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, head, key, offset, length) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int compare(int index, int head, DirectBuffer key, int offset, int length) {
    int slot = slot(index);
    int order = Integer.compareUnsigned(memory.getInt(slot), head);
    if (order != 0) {
      return order;
    }
    int version = memory.getShort(slot + Integer.BYTES) & 0xFFFF;
    return UnsignedBytes.compare(memory, keyAt(version), keyLength(version), key, offset, length);
  }

  private static int slot(int index) {
    return BYTES - (index + 1) * SLOT;
  }

  /** Of a key of the range: the four bytes behind what is common, as an unsigned number. */
  private int head(DirectBuffer key, int offset, int length) {
    int head = 0;
    for (int i = common; i < common + Integer.BYTES; i++) {
      head = (head << Byte.SIZE) | (i < length ? key.getByte(offset + i) & 0xFF : 0);
    }
    return head;
  }

  /** The newest version of a slot's key, whoever may see it, under a revision. */
  int newest(int index) {
    return memory.getShort(slot(index) + Integer.BYTES) & 0xFFFF;
  }

  /** The version of a slot's key that a view sees, or {@link #NOTHING}, under a revision. */
  int version(int index, long view) {
    int version = newest(index);
    VarHandle.acquireFence();
    while (version != 0 && timestamp(version) > view) {
      version = memory.getInt(version);
    }
    return version == 0 || valueLength(version) == DELETED ? NOTHING : version;
  }

  int keyAt(int version) {
    return version + HEADER;
  }

  int keyLength(int version) {
    return memory.getInt(version + KEY_LENGTH);
  }

  int valueAt(int version) {
    return version + HEADER + keyLength(version);
  }

  int valueLength(int version) {
    return memory.getInt(version + VALUE_LENGTH);
  }

  private long timestamp(int version) {
    return memory.getLong(version + TIMESTAMP);
  }

  private boolean holds(int version, DirectBuffer key, int offset, int length) {
    return UnsignedBytes.equal(memory, keyAt(version), keyLength(version), key, offset, length);
  }

  /** The version of a key that a view sees, {@link #NOTHING}, or {@link #MOVING}. */
  int find(DirectBuffer key, int offset, int length, long view) {
    int since = revision;
    if ((since & 1) != 0) {
      return MOVING;
    }
    int index = ceiling(key, offset, length);
    int found = NOTHING;
    if (index < count && holds(newest(index), key, offset, length)) {
      found = version(index, view);
    }
    return still(since) ? found : MOVING;
  }

  /** Copies the value of a version; returns its bytes. */
  int copyValue(int version, PooledBuffer into) {
    int length = valueLength(version);
    into.ensureCapacity(length);
    into.buffer().putBytes(0, memory, valueAt(version), length);
    return length;
  }

  /** Bytes with which all keys of the range begin. */
  int common() {
    return common;
  }

  /** Bytes between versions and slots. */
  int room() {
    return slot(count - 1) - top;
  }

  // Making.

  /** Begins anew with nothing, for keys that begin with so many bytes in common. */
  void begin(int newCommon) {
    common = newCommon;
    top = FIRST;
    count = 0;
  }

  /** Whether an entry finds room, with so many bytes left for bounds and versions to come. */
  boolean takes(int keyLength, int valueLength, int leave) {
    return top + HEADER + keyLength + valueLength + leave <= slot(count);
  }

  /** Adds an entry that was committed before, behind all that are in. */
  void add(
      DirectBuffer key, int keyOffset, int keyLength, DirectBuffer value, int at, int valueLength) {
    append(put(0, RowFormat.stampOf(value, at), key, keyOffset, keyLength, value, at, valueLength));
  }

  private void append(int version) {
    set(count, version);
    count++;
  }

  private void set(int index, int version) {
    int slot = slot(index);
    memory.putInt(slot, head(memory, keyAt(version), keyLength(version)));
    memory.putShort(slot + Integer.BYTES, (short) version);
  }

  /** Turns the slots around: entries were added from the highest down. */
  void reverse() {
    for (int i = 0; i < count / 2; i++) {
      int low = newest(i);
      set(i, newest(count - 1 - i));
      set(count - 1 - i, low);
    }
  }

  /** Sets the lower bound, for which there is room. */
  void lower(DirectBuffer key, int offset, int length) {
    lower = bound(key, offset, length);
  }

  /** Sets the upper bound, for which there is room. */
  void upper(DirectBuffer key, int offset, int length) {
    upper = bound(key, offset, length);
  }

  private int bound(DirectBuffer key, int offset, int length) {
    int at = top;
    assert at + length <= slot(count - 1) : "room was left for the bounds";
    memory.putBytes(at, key, offset, length);
    top += length;
    return length << LENGTH_SHIFT | at;
  }

  /** Lets go of what {@link #copy} has added since there were so many slots and bytes. */
  void cutBack(int slots, int bytes) {
    count = slots;
    top = bytes;
  }

  /** Bytes in use, slots aside. */
  int top() {
    return top;
  }

  /** Ends the making: what all keys begin with becomes what the bounds have in common. */
  void settle() {
    int shared = common(memory, lowerAt(), lowerLength(), memory, upperAt(), upperLength());
    if (shared != common) {
      common = shared;
      for (int i = 0; i < count; i++) {
        set(i, newest(i));
      }
    }
  }

  private static int common(
      DirectBuffer a, int aOffset, int aLength, DirectBuffer b, int bOffset, int bLength) {
    int most = Math.min(aLength, bLength);
    int i = 0;
    while (i < most && a.getByte(aOffset + i) == b.getByte(bOffset + i)) {
      i++;
    }
    return i;
  }

  // Adding.

  /**
   * Adds what a commit has put, or that it has deleted the key.
   *
   * @param value null for a deletion
   * @return false when there is no room
   */
  boolean write(
      long timestamp,
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueOffset,
      int valueLength) {
    int index = ceiling(key, keyOffset, keyLength);
    int older = index < count ? newest(index) : 0;
    boolean known = older != 0 && holds(older, key, keyOffset, keyLength);
    if (!known && value == null) {
      return true;
    }
    int bytes = value == null ? 0 : valueLength;
    if (top + HEADER + keyLength + bytes > (known ? slot(count - 1) : slot(count))) {
      return false;
    }
    int length = value == null ? DELETED : valueLength;
    int version =
        put(known ? older : 0, timestamp, key, keyOffset, keyLength, value, valueOffset, length);
    if (known) {
      // Whoever sees the slot sees the version.
      VarHandle.releaseFence();
      memory.putShort(slot(index) + Integer.BYTES, (short) version);
    } else {
      insert(index, version);
    }
    return true;
  }

  private void insert(int index, int version) {
    int before = revision;
    revision = before + 1;
    VarHandle.fullFence();
    for (int i = count; i > index; i--) {
      int to = slot(i);
      int slot = slot(i - 1);
      memory.putInt(to, memory.getInt(slot));
      memory.putShort(to + Integer.BYTES, memory.getShort(slot + Integer.BYTES));
    }
    set(index, version);
    count++;
    revision = before + 2;
  }

  private int put(
      int older,
      long timestamp,
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueOffset,
      int valueLength) {
    int version = top;
    memory.putInt(version, older);
    memory.putInt(version + KEY_LENGTH, keyLength);
    memory.putInt(version + VALUE_LENGTH, valueLength);
    memory.putLong(version + TIMESTAMP, timestamp);
    memory.putBytes(version + HEADER, key, keyOffset, keyLength);
    top = version + HEADER + keyLength;
    if (valueLength > 0) {
      memory.putBytes(top, value, valueOffset, valueLength);
      top += valueLength;
    }
    return version;
  }

  /**
   * Copies into another frame, begun by the caller, what views from a timestamp on need of the
   * slots from one index to another.
   *
   * @return false when the other has no room
   */
  boolean copy(int first, int last, long since, Frame into) {
    for (int i = first; i < last; i++) {
      int copied = copyVersions(newest(i), since, into);
      if (copied < 0) {
        return false;
      }
      if (copied > 0) {
        into.append(copied);
      }
    }
    return true;
  }

  /** The copy of the newest version; 0 when nothing of the key is needed, -1 without room. */
  private int copyVersions(int version, long since, Frame into) {
    if (version == 0) {
      return 0;
    }
    int older = timestamp(version) <= since ? 0 : copyVersions(memory.getInt(version), since, into);
    int length = valueLength(version);
    if (older < 0 || (length == DELETED && older == 0)) {
      return older;
    }
    if (!into.takes(keyLength(version), Math.max(length, 0), 0)) {
      return -1;
    }
    return into.put(
        older,
        timestamp(version),
        memory,
        keyAt(version),
        keyLength(version),
        memory,
        valueAt(version),
        length);
  }
}
