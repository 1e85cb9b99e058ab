package io.ashlar.rows.write;

import io.ashlar.codec.key.KeyDecoder;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.entry.Assigned;
import io.ashlar.rows.entry.RowBuilder;
import org.agrona.DirectBuffer;

/**
 * The key that a row gets when columns of its primary key are changed. One owner at a time;
 * allocates nothing.
 */
final class ChangedKey {

  private final KeyDecoder decoder = new KeyDecoder();

  /** Whether a column of the primary key is set. */
  static boolean isChanged(TableDefinition table, Assigned values) {
    for (int ordinal : table.primaryKey()) {
      if (values.isSet(ordinal)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Encodes the key that a row has after its columns were changed.
   *
   * @return false when it is the key that the row has already
   */
  boolean encode(
      TableDefinition table,
      DirectBuffer key,
      int offset,
      int length,
      Assigned values,
      KeyEncoder into) {
    decoder.wrap(key, offset + KeyspacePrefix.BYTES, length - KeyspacePrefix.BYTES);
    into.reset(table.keyspaceId());
    for (int ordinal : table.primaryKey()) {
      ColumnDefinition column = table.columns().get(ordinal);
      int start = decoder.position();
      if (values.isDelta(ordinal)) {
        long old = decoder.nextLong(false);
        into.putLong(RowBuilder.sum(table, ordinal, old, values.word(ordinal)), false);
        continue;
      }
      decoder.skip(column.valueType(), false);
      if (!values.isSet(ordinal)) {
        into.putRaw(key, start, decoder.position() - start);
      } else if (values.isSetToNull(ordinal)) {
        throw RowBuilder.nullRefused(table, ordinal);
      } else {
        into.put(values, ordinal, column.valueType(), false);
      }
    }
    return UnsignedBytes.compare(
            key,
            offset + KeyspacePrefix.BYTES,
            length - KeyspacePrefix.BYTES,
            into.buffer(),
            KeyspacePrefix.BYTES,
            into.length() - KeyspacePrefix.BYTES)
        != 0;
  }
}
