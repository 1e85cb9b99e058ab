package io.ashlar.rows.partition;

import io.ashlar.codec.key.KeyDecoder;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.rows.catalog.CatalogKeys;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import org.agrona.DirectBuffer;

/**
 * Finds the bound of the partition that a key belongs to: from a row key, or from columns that the
 * caller encodes. Reusable; one owner at a time; allocates nothing in steady state.
 */
public final class PartitionRouter {
  private final KeyDecoder decoder = new KeyDecoder();
  private final KeyEncoder columns = new KeyEncoder();
  private final KeyEncoder bound = new KeyEncoder();

  /** Made when it is first needed, as serializable transactions alone do. */
  private KeyEncoder catalogKey;

  /** Where each column of the primary key starts, and the end. */
  private int[] spans = new int[2];

  /** Makes a router that stands nowhere. */
  public PartitionRouter() {}

  /**
   * Stands where a row belongs.
   *
   * @param rule the rule of the table
   * @param table the table
   * @param key holds the row key, whatever its keyspace id
   * @param offset where it starts
   * @param length its bytes
   * @return false when no partition takes the row
   */
  public boolean route(
      PartitionRule rule, TableDefinition table, DirectBuffer key, int offset, int length) {
    return route(rule, table, table.primaryKey(), null, key, offset, length);
  }

  /**
   * Stands where the row of a unique key belongs.
   *
   * @param rule the rule of the table
   * @param table the table
   * @param index a unique index, which has the columns that decide
   * @param key holds a key of it without nulls, whatever its keyspace id
   * @param offset where it starts
   * @param length its bytes
   * @return false when no partition takes the row
   */
  public boolean route(
      PartitionRule rule,
      TableDefinition table,
      IndexDefinition index,
      DirectBuffer key,
      int offset,
      int length) {
    return route(rule, table, index.keyColumns(), index.descending(), key, offset, length);
  }

  private boolean route(
      PartitionRule rule,
      TableDefinition table,
      int[] ordinals,
      boolean[] descending,
      DirectBuffer key,
      int offset,
      int length) {
    if (spans.length < ordinals.length + 1) {
      spans = new int[ordinals.length + 1];
    }
    decoder.wrap(key, offset + KeyspacePrefix.BYTES, length - KeyspacePrefix.BYTES);
    for (int i = 0; i < ordinals.length; i++) {
      spans[i] = decoder.position();
      boolean inverted = descending != null && descending[i];
      decoder.skip(table.columns().get(ordinals[i]).valueType(), inverted);
    }
    spans[ordinals.length] = decoder.position();
    columns.resetEmpty();
    for (int ordinal : table.partitionColumns()) {
      int at = 0;
      while (ordinals[at] != ordinal) {
        at++;
      }
      int from = columns.length();
      columns.putRaw(key, spans[at], spans[at + 1] - spans[at]);
      if (descending != null && descending[at]) {
        invert(from);
      }
    }
    return route(rule);
  }

  /** A descending column is the ascending one with all bits turned. */
  private void invert(int from) {
    for (int i = from; i < columns.length(); i++) {
      columns.buffer().putByte(i, (byte) ~columns.buffer().getByte(i));
    }
  }

  /**
   * Receives the columns that decide, in declared order and ascending, for {@link
   * #route(PartitionRule)}.
   *
   * @return the encoder, empty
   */
  public KeyEncoder columns() {
    return columns.resetEmpty();
  }

  /**
   * Stands where the columns belong that {@link #columns()} has received.
   *
   * @param rule the rule of the table
   * @return false when no partition takes them
   */
  public boolean route(PartitionRule rule) {
    bound.resetEmpty();
    switch (rule.kind()) {
      case LIST -> {
        if (rule.isByValue()) {
          bound.putRaw(columns.buffer(), 0, columns.length());
          return true;
        }
        int list = rule.listOf(columns.buffer(), 0, columns.length());
        bound.putLong(list, false);
        return list != PartitionRule.NO_LIST;
      }
      case HASH -> bound.putLong(rule.bucket(columns.buffer(), columns.length()), false);
      default -> bound.putLong(rule.range(integer()), false);
    }
    return true;
  }

  /** The one column as a number; of ranges alone. */
  long integer() {
    return decoder.wrap(columns.buffer(), 0, columns.length()).nextLong(false);
  }

  DirectBuffer bound() {
    return bound.buffer();
  }

  int boundLength() {
    return bound.length();
  }

  /**
   * Whether it stands where a bound says.
   *
   * @param other the bound
   * @return true when its own is the same
   */
  public boolean isAt(byte[] other) {
    boolean same = other.length == bound.length();
    for (int i = 0; same && i < other.length; i++) {
      same = other[i] == bound.buffer().getByte(i);
    }
    return same;
  }

  /**
   * The bound.
   *
   * @return a copy
   */
  public byte[] boundBytes() {
    byte[] bytes = new byte[bound.length()];
    bound.buffer().getBytes(0, bytes);
    return bytes;
  }

  /** The key of the partition's record in the catalog. */
  KeyEncoder catalogKey(int tableId) {
    catalogKey = catalogKey == null ? new KeyEncoder() : catalogKey;
    return CatalogKeys.partitions(catalogKey, tableId).putRaw(bound.buffer(), 0, bound.length());
  }
}
