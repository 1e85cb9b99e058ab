package io.ashlar.rows.row;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.row.RowFormat;
import io.ashlar.codec.row.RowLayout;
import io.ashlar.codec.row.RowView;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.txn.cursor.TransactionCursor;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.BitSet;
import org.agrona.DirectBuffer;

/**
 * Finds the columns of one row: in its key, and in its value by the layout that it was written
 * with. It reads either rows under their primary key or the entries of one index. A flyweight over
 * bytes that somebody else owns; allocates for decimals alone.
 *
 * <p>Long because all that is known of one row is found by the same two tables of places, which
 * nobody else should see.
 */
public final class RowSource implements ValueReader {
  private final TableDefinition table;
  private final IndexDefinition index;
  private final KeyColumns key;

  /** Of a unique index: the primary key, which is in the value. Otherwise null. */
  private final KeyColumns primaryKey;

  /** The place of each ordinal in {@link #key}, or -1. */
  private final int[] keyPositions;

  /** The place of each ordinal in {@link #primaryKey}, or -1. */
  private final int[] primaryKeyPositions;

  /** The slot of each ordinal in {@link #layout}, or -1 where it has none. */
  private final int[] slots;

  /** Whether the row is older than the column, which then has its initial value. */
  private final boolean[] lacks;

  private RowLayout layout;
  private final RowView view = new RowView();

  /** Where the value is fetched from when it is first needed; null when {@link #view} is ready. */
  private TransactionCursor pendingValue;

  private boolean primaryKeyPending;

  private int valueOffset;
  private int valueLength;

  /**
   * A source that stands on no row yet.
   *
   * @param table the table
   * @param index the index whose entries it reads, or null for rows under their primary key
   */
  public RowSource(TableDefinition table, IndexDefinition index) {
    this.table = table;
    this.index = index;
    int[] primary = table.primaryKey();
    int columns = table.columns().size();
    this.keyPositions = new int[columns];
    this.primaryKeyPositions = new int[columns];
    this.slots = new int[columns];
    this.lacks = new boolean[columns];
    Arrays.fill(keyPositions, -1);
    Arrays.fill(primaryKeyPositions, -1);
    boolean unique = index != null && index.unique();
    int[] own = index == null ? new int[0] : index.keyColumns();
    int[] ordinals = Arrays.copyOf(own, unique ? own.length : own.length + primary.length);
    System.arraycopy(primary, 0, ordinals, own.length, ordinals.length - own.length);
    boolean[] directions =
        Arrays.copyOf(index == null ? new boolean[0] : index.descending(), ordinals.length);
    this.key = new KeyColumns(table, ordinals, directions);
    place(ordinals, keyPositions);
    this.primaryKey = unique ? new KeyColumns(table, primary, new boolean[primary.length]) : null;
    if (unique) {
      place(primary, primaryKeyPositions);
    }
    use(index == null ? table.currentLayout() : index.entryLayout());
  }

  /**
   * Stands on a copy that another source of the same kind made.
   *
   * @param copy the copy, which stays as it is meanwhile
   */
  public void wrap(KeptRow copy) {
    wrap(copy.key(), 0, copy.keyLength(), copy.value(), copy.valueLength());
  }

  private static void place(int[] ordinals, int[] positions) {
    for (int i = ordinals.length - 1; i >= 0; i--) {
      positions[ordinals[i]] = i;
    }
  }

  private void use(RowLayout next) {
    layout = next;
    for (int ordinal = 0; ordinal < slots.length; ordinal++) {
      slots[ordinal] =
          index == null
              ? next.slotOf(table.columns().get(ordinal).id())
              : index.storedSlot(ordinal);
      lacks[ordinal] = index == null && slots[ordinal] < 0 && table.slotOf(ordinal) >= 0;
      if (lacks[ordinal]) {
        slots[ordinal] = ordinal;
      }
    }
  }

  /** The row, or the initial values when it is older than the column. */
  private RowView holder(int ordinal) {
    RowView row = view();
    return lacks[ordinal] ? table.initials() : row;
  }

  /**
   * The table.
   *
   * @return the definition by which rows are read
   */
  public TableDefinition table() {
    return table;
  }

  /**
   * The index.
   *
   * @return the index whose entries are read, or null for rows
   */
  public IndexDefinition index() {
    return index;
  }

  /**
   * Stands where a cursor stands; the value is fetched when it is first needed.
   *
   * @param cursor the cursor
   */
  public void wrap(TransactionCursor cursor) {
    key.wrap(cursor.key(), KeyspacePrefix.BYTES, cursor.keyLength() - KeyspacePrefix.BYTES);
    pendingValue = cursor;
    primaryKeyPending = true;
  }

  /**
   * Stands on a key and its value. Both stay as they are meanwhile.
   *
   * @param rowKey holds the key, keyspace id included
   * @param keyOffset where it starts
   * @param keyLength its bytes
   * @param value holds the value from index 0 on
   * @param valueLength its bytes
   */
  public void wrap(
      DirectBuffer rowKey, int keyOffset, int keyLength, DirectBuffer value, int valueLength) {
    wrap(rowKey, keyOffset, keyLength, value, 0, valueLength);
  }

  /**
   * Stands on a key and a value that begins anywhere. Both stay as they are meanwhile.
   *
   * @param rowKey holds the key, keyspace id included
   * @param keyOffset where it starts
   * @param keyLength its bytes
   * @param value holds the value
   * @param valueOffset where it starts
   * @param valueLength its bytes
   */
  public void wrap(
      DirectBuffer rowKey,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueOffset,
      int valueLength) {
    key.wrap(rowKey, keyOffset + KeyspacePrefix.BYTES, keyLength - KeyspacePrefix.BYTES);
    pendingValue = null;
    primaryKeyPending = true;
    wrapValue(value, valueOffset, valueLength);
  }

  private void wrapValue(DirectBuffer value, int offset, int length) {
    valueOffset = offset;
    valueLength = length;
    int version = RowView.layoutVersion(value, offset, length);
    if (version != layout.version()) {
      use(index == null ? table.layout(version) : index.entryLayout(version));
    }
    view.wrap(layout, value, offset, length);
  }

  private RowView view() {
    TransactionCursor cursor = pendingValue;
    if (cursor != null) {
      pendingValue = null;
      wrapValue(cursor.value(), 0, cursor.valueLength());
    }
    return view;
  }

  private KeyColumns primaryKey() {
    if (primaryKeyPending) {
      primaryKeyPending = false;
      RowView entry = view();
      int slot = index.primaryKeySlot();
      primaryKey.wrap(entry.buffer(), entry.bytesOffset(slot), entry.bytesLength(slot));
    }
    return primaryKey;
  }

  /**
   * The key, keyspace id included: the buffer that holds it.
   *
   * @return the buffer
   */
  public DirectBuffer keyBuffer() {
    return key.buffer();
  }

  /**
   * Where it starts.
   *
   * @return the offset
   */
  public int keyOffset() {
    return key.start(0) - KeyspacePrefix.BYTES;
  }

  /**
   * Its bytes.
   *
   * @return how many
   */
  public int keyLength() {
    return key.end() - keyOffset();
  }

  /**
   * The buffer that holds the value.
   *
   * @return the buffer
   */
  public DirectBuffer valueBuffer() {
    return view().buffer();
  }

  /**
   * Where the value starts; after {@link #valueBuffer}, which fetches it.
   *
   * @return the offset
   */
  public int valueOffset() {
    return valueOffset;
  }

  /**
   * Bytes of the value.
   *
   * @return how many
   */
  public int valueLength() {
    RowView stored = view();
    assert stored.buffer() != null : "the value was fetched";
    return valueLength;
  }

  /**
   * The encoded primary key, without a keyspace id: the buffer that holds it.
   *
   * @return the buffer
   */
  public DirectBuffer primaryKeyBuffer() {
    return primaryKey == null ? key.buffer() : primaryKey().buffer();
  }

  /**
   * Where the encoded primary key starts.
   *
   * @return the offset
   */
  public int primaryKeyOffset() {
    if (primaryKey != null) {
      return primaryKey().start(0);
    }
    return key.start(index == null ? 0 : index.keyColumns().length);
  }

  /**
   * Bytes of the encoded primary key.
   *
   * @return how many
   */
  public int primaryKeyLength() {
    return (primaryKey == null ? key.end() : primaryKey().end()) - primaryKeyOffset();
  }

  /**
   * Copies the key, keyspace id included, and the value.
   *
   * @param copy receives them
   */
  public void copyTo(KeptRow copy) {
    RowView row = view();
    int start = key.start(0) - KeyspacePrefix.BYTES;
    copy.keep(key.buffer(), start, key.end() - start, row.buffer(), row.offset(), row.length());
  }

  /**
   * Writes a value with some of the columns alone, which stands for this one where no others are
   * read. The other columns are null there, whatever they may be.
   *
   * @param columns ordinals of the columns
   * @param mostBytes how much they may make
   * @param into receives the value
   * @return bytes of the value in the writer's buffer, or -1 when texts and bytes make more than a
   *     number of bytes
   */
  public int project(BitSet columns, int mostBytes, RowWriter into) {
    RowView row = view();
    into.begin(index == null ? table.currentLayout() : index.entryLayout());
    if (primaryKey != null) {
      into.copyFrom(row, index.primaryKeySlot(), index.primaryKeySlot());
    }
    long bytes = 0;
    for (int at = columns.nextSetBit(0); at >= 0; at = columns.nextSetBit(at + 1)) {
      int target = index == null ? table.slotOf(at) : index.storedSlot(at);
      if (target < 0) {
        continue;
      }
      RowView source = holder(at);
      if (source.layout().kind(slots[at]).isVariable() && !source.isNull(slots[at])) {
        bytes += source.bytesLength(slots[at]);
        if (bytes > mostBytes) {
          return -1;
        }
      }
      into.copyFrom(source, slots[at], target);
    }
    int length = into.finish();
    RowFormat.stamp(into.buffer(), 0, stamp());
    return length;
  }

  /**
   * The commit timestamp in the value.
   *
   * @return the timestamp; 0 for a row that is not committed
   */
  @Override
  public long stamp() {
    return view().stamp();
  }

  @Override
  public boolean isNull(int ordinal) {
    int position = keyPositions[ordinal];
    if (position >= 0) {
      return key.isNull(position);
    }
    if (primaryKeyPositions[ordinal] >= 0) {
      return false;
    }
    RowView row = holder(ordinal);
    int slot = slots[ordinal];
    return slot < 0 || row.isNull(slot);
  }

  @Override
  public long word(int ordinal) {
    return isInKey(ordinal)
        ? keyOf(ordinal).word(positionOf(ordinal))
        : holder(ordinal).word(slots[ordinal]);
  }

  @Override
  public double real(int ordinal) {
    return isInKey(ordinal)
        ? keyOf(ordinal).real(positionOf(ordinal))
        : holder(ordinal).real(slots[ordinal]);
  }

  @Override
  public BigDecimal decimal(int ordinal) {
    return isInKey(ordinal)
        ? keyOf(ordinal).decimal(positionOf(ordinal))
        : holder(ordinal).decimal(slots[ordinal]);
  }

  /** As {@link RowView#unscaled}; of a column of the key it never tells. */
  long unscaled(int ordinal, int scale) {
    return isInKey(ordinal) ? RowView.UNFIT : holder(ordinal).unscaled(slots[ordinal], scale);
  }

  @Override
  public long uuidHigh(int ordinal) {
    return isInKey(ordinal)
        ? keyOf(ordinal).uuidHigh(positionOf(ordinal))
        : holder(ordinal).uuidHigh(slots[ordinal]);
  }

  @Override
  public long uuidLow(int ordinal) {
    return isInKey(ordinal)
        ? keyOf(ordinal).uuidLow(positionOf(ordinal))
        : holder(ordinal).uuidLow(slots[ordinal]);
  }

  @Override
  public DirectBuffer bytesBuffer(int ordinal) {
    return isInKey(ordinal)
        ? keyOf(ordinal).bytesBuffer(positionOf(ordinal))
        : holder(ordinal).bytesBuffer(slots[ordinal]);
  }

  @Override
  public int bytesOffset(int ordinal) {
    return isInKey(ordinal)
        ? keyOf(ordinal).bytesOffset(positionOf(ordinal))
        : holder(ordinal).bytesOffset(slots[ordinal]);
  }

  @Override
  public int bytesLength(int ordinal) {
    return isInKey(ordinal)
        ? keyOf(ordinal).bytesLength(positionOf(ordinal))
        : holder(ordinal).bytesLength(slots[ordinal]);
  }

  private boolean isInKey(int ordinal) {
    return keyPositions[ordinal] >= 0 || primaryKeyPositions[ordinal] >= 0;
  }

  private KeyColumns keyOf(int ordinal) {
    return keyPositions[ordinal] >= 0 ? key : primaryKey();
  }

  private int positionOf(int ordinal) {
    int position = keyPositions[ordinal];
    return position >= 0 ? position : primaryKeyPositions[ordinal];
  }
}
