package io.ashlar.rows.entry;

import io.ashlar.codec.key.KeyDecoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.CorruptionException;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import org.agrona.DirectBuffer;

/** Keys as people read them, shortened, for messages. Stateless; allocates. */
public final class KeyText {

  private static final int MAX_VALUE_CHARS = 40;

  private KeyText() {}

  /**
   * The primary key in a row key.
   *
   * @param table the table
   * @param key holds the key, keyspace id included
   * @param offset where it starts
   * @param length its bytes
   * @return such as {@code (42,Bern)}
   */
  public static String ofRow(TableDefinition table, DirectBuffer key, int offset, int length) {
    int[] ordinals = table.primaryKey();
    return text(table, ordinals, new boolean[ordinals.length], key, offset, length);
  }

  /**
   * The indexed columns in the key of an entry.
   *
   * @param table the table
   * @param index the index
   * @param key holds the key, keyspace id included
   * @param offset where it starts
   * @param length its bytes
   * @return such as {@code (CH,121631)}
   */
  public static String ofEntry(
      TableDefinition table, IndexDefinition index, DirectBuffer key, int offset, int length) {
    return text(table, index.keyColumns(), index.descending(), key, offset, length);
  }

  private static String text(
      TableDefinition table,
      int[] ordinals,
      boolean[] descending,
      DirectBuffer key,
      int offset,
      int length) {
    StringBuilder text = new StringBuilder("(");
    try {
      KeyDecoder decoder =
          new KeyDecoder().wrap(key, offset + KeyspacePrefix.BYTES, length - KeyspacePrefix.BYTES);
      for (int i = 0; i < ordinals.length; i++) {
        ValueType type = table.columns().get(ordinals[i]).valueType();
        text.append(i == 0 ? "" : ",").append(shortened(next(decoder, type, descending[i])));
      }
    } catch (CorruptionException e) {
      text.append("unreadable");
    }
    return text.append(')').toString();
  }

  private static String shortened(String value) {
    if (value.length() <= MAX_VALUE_CHARS) {
      return value;
    }
    int end = Character.isHighSurrogate(value.charAt(MAX_VALUE_CHARS - 1)) ? 1 : 0;
    return value.substring(0, MAX_VALUE_CHARS - end) + "...";
  }

  private static String next(KeyDecoder decoder, ValueType type, boolean descending) {
    return decoder.next(type, descending) ? type.text(decoder, 0) : "null";
  }
}
