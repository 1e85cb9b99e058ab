package io.ashlar.rows.entry;

import io.ashlar.codec.key.KeyDecoder;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.row.RowView;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Makes the index entries of one row. Reusable; one owner at a time; allocates for decimals alone.
 *
 * <p>Columns of the primary key are not in the row: their encoded bytes are cut out of the row key,
 * and inverted where the index orders them descending, which is exactly what encoding them anew
 * would give.
 */
public final class EntryEncoder {

  private final KeyDecoder decoder = new KeyDecoder();
  private final RowView taken = new RowView();
  private TableDefinition table;
  private DirectBuffer rowKey;
  private int rowKeyOffset;
  private int rowKeyLength;
  private RowView row;

  /** Where each primary-key column starts in the row key, and the end; valid when known. */
  private int[] spans = new int[0];

  private boolean spansKnown;
  private MutableDirectBuffer inverted;

  private final RowJudge judge;

  /**
   * Makes an encoder that stands on no row.
   *
   * @param judge tells which rows partial indexes hold; of the same owner, and may have other uses
   */
  public EntryEncoder(RowJudge judge) {
    this.judge = judge;
  }

  /**
   * Stands on a row. Nothing is copied: key and row must stay as they are.
   *
   * @param definition the table
   * @param key holds the row key
   * @param offset where it starts
   * @param length its bytes
   * @param view the row, in any layout of the table
   * @return this
   */
  public EntryEncoder wrap(
      TableDefinition definition, DirectBuffer key, int offset, int length, RowView view) {
    table = definition;
    rowKey = key;
    rowKeyOffset = offset;
    rowKeyLength = length;
    row = view;
    spansKnown = false;
    return this;
  }

  /**
   * Whether the row has an entry in an index. Where it has none, nothing else may be asked for that
   * index.
   *
   * @param index the index
   * @return false when the index is partial and its predicate not true for the row
   * @throws io.ashlar.error.ConstraintException when the predicate cannot be computed
   */
  public boolean isIndexed(IndexDefinition index) {
    if (!index.isPartial()) {
      return true;
    }
    judge.use(table);
    return judge.isIndexed(
        index, rowKey, rowKeyOffset, rowKeyLength, row.buffer(), row.offset(), row.length());
  }

  /**
   * Encodes the key of the row's entry.
   *
   * @param index the index
   * @param key receives the key
   * @return whether no other row may have this key: the index is unique and no indexed column null
   */
  public boolean encodeKey(IndexDefinition index, KeyEncoder key) {
    key.reset(index.keyspaceId());
    int[] ordinals = index.keyColumns();
    boolean hasNull = false;
    for (int i = 0; i < ordinals.length; i++) {
      boolean descending = index.descending()[i];
      int position = table.primaryKeyPosition(ordinals[i]);
      if (position >= 0) {
        putPrimaryKeyColumn(position, descending, key);
      } else {
        hasNull |= putRowColumn(ordinals[i], descending, key);
      }
    }
    boolean exclusive = index.unique() && !hasNull;
    if (!exclusive) {
      key.putRaw(rowKey, rowKeyOffset + KeyspacePrefix.BYTES, rowKeyLength - KeyspacePrefix.BYTES);
    }
    return exclusive;
  }

  /**
   * Encodes the value of the row's entry.
   *
   * @param index the index
   * @param value receives the value
   * @return its length
   */
  public int encodeValue(IndexDefinition index, RowWriter value) {
    value.begin(index.entryLayout());
    if (index.unique()) {
      value.setBytes(
          index.primaryKeySlot(),
          rowKey,
          rowKeyOffset + KeyspacePrefix.BYTES,
          rowKeyLength - KeyspacePrefix.BYTES);
    }
    for (int ordinal : index.storedColumns()) {
      int slot = slotInRow(ordinal);
      if (slot >= 0) {
        value.copyFrom(row, slot, index.storedSlot(ordinal));
      } else {
        value.copyFrom(table.initials(), ordinal, index.storedSlot(ordinal));
      }
    }
    return value.finish();
  }

  /**
   * Whether an entry that has the key of this row's entry in a unique index is this row's.
   *
   * @param index the unique index
   * @param value holds the value of the entry
   * @param offset where it starts
   * @param length its bytes
   * @return false when it is another row's
   * @throws io.ashlar.error.CorruptionException when the value is damaged
   */
  public boolean owns(IndexDefinition index, DirectBuffer value, int offset, int length) {
    int version = RowView.layoutVersion(value, offset, length);
    taken.wrap(index.entryLayout(version), value, offset, length);
    int slot = index.primaryKeySlot();
    int bytes = rowKeyLength - KeyspacePrefix.BYTES;
    if (taken.isNull(slot) || taken.bytesLength(slot) != bytes) {
      return false;
    }
    int at = taken.bytesOffset(slot);
    for (int i = 0; i < bytes; i++) {
      if (taken.buffer().getByte(at + i)
          != rowKey.getByte(rowKeyOffset + KeyspacePrefix.BYTES + i)) {
        return false;
      }
    }
    return true;
  }

  private boolean putRowColumn(int ordinal, boolean descending, KeyEncoder key) {
    int slot = slotInRow(ordinal);
    RowView source = slot < 0 ? table.initials() : row;
    int place = slot < 0 ? ordinal : slot;
    ColumnDefinition column = table.columns().get(ordinal);
    key.put(source, place, column.valueType(), descending);
    return source.isNull(place);
  }

  /** A row of an older layout may lack the column: -1; the initial value stands for it. */
  private int slotInRow(int ordinal) {
    return row.layout() == table.currentLayout()
        ? table.slotOf(ordinal)
        : row.layout().slotOf(table.columns().get(ordinal).id());
  }

  private void putPrimaryKeyColumn(int position, boolean descending, KeyEncoder key) {
    findSpans();
    int start = spans[position];
    int length = spans[position + 1] - start;
    if (!descending) {
      key.putRaw(rowKey, start, length);
      return;
    }
    if (inverted == null) {
      inverted = Flyweights.wrap(ByteBuffer.allocateDirect(KeyEncoder.MAX_KEY_BYTES));
    }
    for (int i = 0; i < length; i++) {
      inverted.putByte(i, (byte) ~rowKey.getByte(start + i));
    }
    key.putRaw(inverted, 0, length);
  }

  private void findSpans() {
    if (spansKnown) {
      return;
    }
    int[] ordinals = table.primaryKey();
    if (spans.length != ordinals.length + 1) {
      spans = new int[ordinals.length + 1];
    }
    decoder.wrap(rowKey, rowKeyOffset + KeyspacePrefix.BYTES, rowKeyLength - KeyspacePrefix.BYTES);
    for (int i = 0; i < ordinals.length; i++) {
      spans[i] = decoder.position();
      decoder.skip(table.columns().get(ordinals[i]).valueType(), false);
    }
    spans[ordinals.length] = decoder.position();
    spansKnown = true;
  }
}
