package io.ashlar.rows.aggregate;

import io.ashlar.codec.key.KeyHash;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.RecordSort;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.error.LimitExceededException;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Groups that are gathered side by side, off-heap and bounded: a hash table from the encoded
 * columns of a group to what its aggregates know, and to a row that shows its columns. When all
 * rows were taken, the groups are shown in the order of their encoded columns.
 *
 * <p>A group is a record in {@link GroupMemory}: four lengths and hashes, the states of the
 * aggregates, and the bytes of the encoded columns, of the row's key, and of its value. The table
 * of offsets is open addressing with linear probing, at most half full.
 *
 * <p>Reusable; one owner at a time; allocates nothing once its arrays have grown, but for decimals.
 */
public final class GroupTable implements AutoCloseable {

  private static final int GROUP_LENGTH = Integer.BYTES;
  private static final int KEY_LENGTH = 2 * Integer.BYTES;
  private static final int VALUE_LENGTH = 3 * Integer.BYTES;
  private static final int HEADER_BYTES = 4 * Integer.BYTES;

  private static final int INITIAL_SLOTS = 64;

  /** Arrays that are longer are not kept when the groups are forgotten. */
  private static final int RETAINED_SLOTS = 1 << 16;

  private final BufferPool pool;
  private final GroupMemory memory;

  /** Made for the first group. */
  private RowWriter writer;

  private AggregateValues values;
  private int stateBytes;
  private long limit;

  /** Offsets of records plus one; 0 where there is none. A power of two long. */
  private int[] slots = new int[INITIAL_SLOTS];

  /** Kept, so that a sort makes no object. */
  private final RecordSort.Order byKey = this::compare;

  /** Offsets of all records: as they came, then in order. */
  private int[] records = new int[INITIAL_SLOTS];

  private int count;

  /** Whether the arrays would have taken more than they may. */
  private boolean outgrown;

  /** The record that is shown, or -1 before the first. */
  private int shown;

  /** The slot that the last search ended at. */
  private int slot;

  /**
   * An empty table.
   *
   * @param pool gives the memory
   */
  public GroupTable(BufferPool pool) {
    this.pool = pool;
    memory = new GroupMemory(pool);
  }

  /**
   * Forgets all groups.
   *
   * @param aggregates what is computed for each group
   * @param limitBytes what the groups may take
   */
  public void begin(AggregateValues aggregates, long limitBytes) {
    values = aggregates;
    stateBytes = aggregates.stateBytes();
    clear();
    limit = limitBytes;
    outgrown = false;
    memory.allow(limitBytes);
  }

  /** Forgets all groups, and gives up more memory than is likely to be needed again. */
  public void clear() {
    if (slots.length > RETAINED_SLOTS) {
      slots = new int[INITIAL_SLOTS];
      records = new int[INITIAL_SLOTS];
    } else {
      Arrays.fill(slots, 0);
    }
    count = 0;
    shown = -1;
    memory.clear();
  }

  /**
   * What the values are written with that are added.
   *
   * @return the writer, for {@link #add} alone
   */
  public RowWriter writer() {
    if (writer == null) {
      writer = new RowWriter(pool);
    }
    return writer;
  }

  /**
   * Takes a row into its group.
   *
   * @param group the encoded columns of the group, from index 0 on
   * @param length their bytes
   * @param row the row
   * @return false when the group is new: {@link #add} must follow
   */
  public boolean accept(DirectBuffer group, int length, ValueReader row) {
    int record = find(group, length);
    if (record < 0) {
      return false;
    }
    values.restore(memory, record + HEADER_BYTES);
    values.accept(row);
    values.save(memory, record + HEADER_BYTES);
    return true;
  }

  private int find(DirectBuffer group, int length) {
    int hash = hash(group, length);
    int mask = slots.length - 1;
    MutableDirectBuffer buffer = memory.buffer();
    for (slot = hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
      int record = slots[slot] - 1;
      if (buffer.getInt(record) == hash
          && UnsignedBytes.equal(
              buffer, groupOf(record), buffer.getInt(record + GROUP_LENGTH), group, 0, length)) {
        return record;
      }
    }
    return -1;
  }

  private static int hash(DirectBuffer group, int length) {
    long hash = KeyHash.hash(group, 0, length);
    return (int) (hash ^ hash >>> Integer.SIZE);
  }

  private int groupOf(int record) {
    return record + HEADER_BYTES + stateBytes;
  }

  /**
   * Adds the group that the last call of {@link #accept} did not find, with the row that it was
   * called for.
   *
   * @param group the encoded columns of the group, from index 0 on
   * @param length their bytes
   * @param row the row
   * @param key holds the key of a row that shows the columns of the group
   * @param keyOffset where it begins
   * @param keyLength its bytes
   * @param value holds its value, from index 0 on
   * @param valueLength bytes of the value
   * @throws LimitExceededException when the groups take more than they may
   */
  public void add(
      DirectBuffer group,
      int length,
      ValueReader row,
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueLength) {
    if (2 * (count + 1) > slots.length) {
      grow();
      int found = find(group, length);
      assert found < 0 : "the group is new";
    }
    int record = memory.reserve(HEADER_BYTES + stateBytes + length + keyLength + valueLength);
    MutableDirectBuffer buffer = memory.buffer();
    buffer.putInt(record, hash(group, length));
    buffer.putInt(record + GROUP_LENGTH, length);
    buffer.putInt(record + KEY_LENGTH, keyLength);
    buffer.putInt(record + VALUE_LENGTH, valueLength);
    buffer.setMemory(record + HEADER_BYTES, stateBytes, (byte) 0);
    int at = groupOf(record);
    buffer.putBytes(at, group, 0, length);
    buffer.putBytes(at + length, key, keyOffset, keyLength);
    buffer.putBytes(at + length + keyLength, value, 0, valueLength);
    slots[slot] = record + 1;
    if (count == records.length) {
      records = Arrays.copyOf(records, 2 * count);
    }
    records[count++] = record;
    values.reset();
    values.accept(row);
    values.save(memory, record + HEADER_BYTES);
  }

  private void grow() {
    long arrays = 4L * slots.length * Integer.BYTES;
    if (memory.used() + arrays > limit) {
      outgrown = true;
      throw new LimitExceededException(
          "The groups do not fit into the memory that the scan may use.",
          "groups",
          count,
          "neededBytes",
          memory.used() + arrays,
          "limitBytes",
          limit);
    }
    slots = new int[2 * slots.length];
    int mask = slots.length - 1;
    for (int i = 0; i < count; i++) {
      int free = memory.buffer().getInt(records[i]) & mask;
      while (slots[free] != 0) {
        free = (free + 1) & mask;
      }
      slots[free] = records[i] + 1;
    }
  }

  /**
   * Whether the groups have taken more than they may.
   *
   * @return true when that is why a call has failed since {@link #begin}
   */
  public boolean isOutgrown() {
    return outgrown || memory.isOutgrown();
  }

  /** Ends the taking: {@link #next} leads through the groups in order. */
  public void finish() {
    RecordSort.sort(records, count, byKey);
    shown = -1;
  }

  private int compare(int a, int b) {
    MutableDirectBuffer buffer = memory.buffer();
    return UnsignedBytes.compare(
        buffer,
        groupOf(a),
        buffer.getInt(a + GROUP_LENGTH),
        buffer,
        groupOf(b),
        buffer.getInt(b + GROUP_LENGTH));
  }

  /**
   * Moves to the next group; the aggregates then know what is known of it.
   *
   * @return false when there is none
   */
  public boolean next() {
    if (shown + 1 >= count) {
      return false;
    }
    shown++;
    values.restore(memory, records[shown] + HEADER_BYTES);
    return true;
  }

  /**
   * Where the row of the current group lies.
   *
   * @return the buffer, valid until the next group is added
   */
  public DirectBuffer buffer() {
    return memory.buffer();
  }

  /**
   * Where its key begins.
   *
   * @return the offset
   */
  public int keyOffset() {
    int record = records[shown];
    return groupOf(record) + memory.buffer().getInt(record + GROUP_LENGTH);
  }

  /**
   * How long its key is.
   *
   * @return bytes
   */
  public int keyLength() {
    return memory.buffer().getInt(records[shown] + KEY_LENGTH);
  }

  /**
   * Where its value begins.
   *
   * @return the offset
   */
  public int valueOffset() {
    return keyOffset() + keyLength();
  }

  /**
   * How long its value is.
   *
   * @return bytes
   */
  public int valueLength() {
    return memory.buffer().getInt(records[shown] + VALUE_LENGTH);
  }

  @Override
  public void close() {
    memory.close();
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }
}
