package io.ashlar.rows.entry;

import io.ashlar.codec.key.KeyDecoder;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.row.RowView;
import io.ashlar.error.CorruptionException;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import org.agrona.DirectBuffer;

/**
 * Leads from an index entry to its row. Entries of unique indexes name the row in their value,
 * others at the end of their key. Allocates nothing; one owner at a time.
 */
public final class EntryReader {

  private final KeyDecoder decoder = new KeyDecoder();
  private final RowView value = new RowView();

  /** Keeps nothing of what it has read. */
  public EntryReader() {}

  /**
   * Writes the key of the row to which an entry leads; whether there is such a row is not looked
   * at.
   *
   * @param table the table, or the partition in which row and entry lie
   * @param index the index
   * @param key holds the key of the entry, keyspace id included, from its beginning
   * @param keyLength bytes of it
   * @param entry holds the value of the entry, from its beginning
   * @param entryLength bytes of it
   * @param rowKey where the key of the row is written, keyspace id included
   * @throws CorruptionException when key or value are not those of an entry
   */
  public void rowKey(
      TableDefinition table,
      IndexDefinition index,
      DirectBuffer key,
      int keyLength,
      DirectBuffer entry,
      int entryLength,
      KeyEncoder rowKey) {
    if (index.unique()) {
      rowKey(table, index, entry, entryLength, rowKey);
      return;
    }
    decoder.wrap(key, KeyspacePrefix.BYTES, keyLength - KeyspacePrefix.BYTES);
    for (int i = 0; i < index.keyColumns().length; i++) {
      int ordinal = index.keyColumns()[i];
      decoder.skip(table.columns().get(ordinal).valueType(), index.descending()[i]);
    }
    int at = decoder.position();
    rowKey.reset(table.keyspaceId()).putRaw(key, at, keyLength - at);
  }

  /**
   * Writes the key of the row that an entry of a unique index names.
   *
   * @param table the table, or the partition in which row and entry lie
   * @param index the unique index
   * @param entry holds the value of the entry, from its beginning
   * @param entryLength bytes of it
   * @param rowKey where the key of the row is written, keyspace id included
   * @throws CorruptionException when the value is not that of an entry
   */
  public void rowKey(
      TableDefinition table,
      IndexDefinition index,
      DirectBuffer entry,
      int entryLength,
      KeyEncoder rowKey) {
    int version = RowView.layoutVersion(entry, 0, entryLength);
    value.wrap(index.entryLayout(version), entry, 0, entryLength);
    int slot = index.primaryKeySlot();
    if (value.isNull(slot)) {
      throw new CorruptionException("An index entry names no row.", "index", index.name());
    }
    rowKey
        .reset(table.keyspaceId())
        .putRaw(value.buffer(), value.bytesOffset(slot), value.bytesLength(slot));
  }
}
