package io.ashlar.rows.entry;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyHash;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ForeignKeyRecord;
import io.ashlar.rows.row.KeyColumns;
import io.ashlar.rows.session.ForeignKey;
import org.agrona.DirectBuffer;

/**
 * How the rows on both sides of a foreign key find each other, by one definition of each table. The
 * <i>referenced key</i> is the row key, or the entry key of a unique index, of the referenced row,
 * with the keyspace id of the table itself also where that has partitions: it names the lock of the
 * key, too. Of one owner, as it decodes keys; allocates for decimals alone.
 */
public final class ForeignKeyPath {

  private final ForeignKey foreignKey;
  private final TableDefinition table;
  private final TableDefinition referenced;

  /** The unique index that has the referenced key; null for the primary key. */
  private final IndexDefinition target;

  // By the place in the referenced key.
  private final int[] targetColumns;
  private final boolean[] targetDescending;
  private final int[] columns;
  private final ValueType[] types;
  private final KeyColumns key;

  /** The index by which referencing rows are found; null for the primary key. */
  private final IndexDefinition index;

  /** The place in the referenced key of each of the first columns of the index. */
  private final int[] indexPlaces;

  private ForeignKeyPath(
      ForeignKey foreignKey,
      ForeignKeyRecord record,
      TableDefinition table,
      TableDefinition referenced,
      IndexDefinition target,
      IndexDefinition index) {
    this.foreignKey = foreignKey;
    this.table = table;
    this.referenced = referenced;
    this.target = target;
    this.index = index;
    int count = record.columnIds().size();
    this.targetColumns = target == null ? referenced.primaryKey() : target.keyColumns();
    this.targetDescending = target == null ? new boolean[count] : target.descending();
    this.columns = new int[count];
    this.types = new ValueType[count];
    for (int place = 0; place < count; place++) {
      int id = referenced.columns().get(targetColumns[place]).id();
      int at = record.referencedIds().indexOf(id);
      columns[place] = table.ordinalOf(record.columnIds().get(at));
      types[place] = referenced.columns().get(targetColumns[place]).valueType();
    }
    this.key = new KeyColumns(referenced, targetColumns, targetDescending);
    this.indexPlaces = new int[count];
    int[] own = index == null ? table.primaryKey() : index.keyColumns();
    for (int i = 0; i < count; i++) {
      while (columns[indexPlaces[i]] != own[i]) {
        indexPlaces[i]++;
      }
    }
  }

  /**
   * The path of a foreign key.
   *
   * @param foreignKey the foreign key
   * @param table the referencing table
   * @param referenced the referenced table
   * @return the path
   */
  public static ForeignKeyPath of(
      ForeignKey foreignKey, TableDefinition table, TableDefinition referenced) {
    return of(foreignKey, foreignKey.record(), table, referenced);
  }

  /**
   * The path of what a catalog has of a foreign key, at an earlier view perhaps.
   *
   * @param record the foreign key
   * @param table the referencing table
   * @param referenced the referenced table
   * @return the path, without the foreign key of now
   */
  public static ForeignKeyPath of(
      ForeignKeyRecord record, TableDefinition table, TableDefinition referenced) {
    return of(null, record, table, referenced);
  }

  private static ForeignKeyPath of(
      ForeignKey foreignKey,
      ForeignKeyRecord record,
      TableDefinition table,
      TableDefinition referenced) {
    IndexDefinition target = ForeignKeyIndexes.target(record, referenced);
    IndexDefinition index = ForeignKeyIndexes.lookup(record, table);
    return new ForeignKeyPath(foreignKey, record, table, referenced, target, index);
  }

  /**
   * Whether it is the path of these.
   *
   * @param own the referencing table
   * @param other the referenced table
   * @return false when it has to be made anew
   */
  @SuppressWarnings("ReferenceEquality") // definitions are made once
  public boolean isOf(TableDefinition own, TableDefinition other) {
    return table == own && referenced == other;
  }

  /**
   * The foreign key.
   *
   * @return what the path was made of; null where that was a record
   */
  public ForeignKey foreignKey() {
    return foreignKey;
  }

  /**
   * The referencing table.
   *
   * @return the definition
   */
  public TableDefinition table() {
    return table;
  }

  /**
   * The referenced table.
   *
   * @return the definition
   */
  public TableDefinition referenced() {
    return referenced;
  }

  /**
   * The unique index that has the referenced key.
   *
   * @return the index, or null for the primary key
   */
  public IndexDefinition target() {
    return target;
  }

  /**
   * The index by which referencing rows are found.
   *
   * @param part the table, or a partition of it
   * @return the index in the part, or null for the primary key
   */
  public IndexDefinition indexIn(TableDefinition part) {
    return index == null ? null : part.maintained(index.id());
  }

  /**
   * The referencing column at a place of the referenced key.
   *
   * @param place from 0
   * @return its ordinal
   */
  public int column(int place) {
    return columns[place];
  }

  /**
   * The type at a place of the referenced key.
   *
   * @param place from 0
   * @return that of both columns
   */
  public ValueType type(int place) {
    return types[place];
  }

  /**
   * How many columns there are.
   *
   * @return at least 1
   */
  public int width() {
    return columns.length;
  }

  /**
   * Encodes the key that a row references.
   *
   * @param row a row of the referencing table
   * @param into receives the referenced key
   * @return false when one of the columns is null, so that nothing is referenced
   */
  public boolean encodeReferenced(ValueReader row, KeyEncoder into) {
    return encode(row, columns, into);
  }

  /**
   * Encodes the key by which a row is referenced.
   *
   * @param row a row of the referenced table
   * @param into receives the referenced key
   * @return false when one of the columns is null, so that nothing can reference it
   */
  public boolean encodeOwn(ValueReader row, KeyEncoder into) {
    return encode(row, targetColumns, into);
  }

  private boolean encode(ValueReader row, int[] ordinals, KeyEncoder into) {
    into.reset(target == null ? referenced.keyspaceId() : target.keyspaceId());
    boolean hasNull = false;
    for (int place = 0; place < ordinals.length; place++) {
      hasNull |= row.isNull(ordinals[place]);
      into.put(row, ordinals[place], types[place], targetDescending[place]);
    }
    return !hasNull;
  }

  /**
   * Decodes a referenced key.
   *
   * @param referencedKey holds it
   * @param length its bytes, from index 0 on
   * @return its columns by place, until the next call
   */
  public KeyColumns decode(DirectBuffer referencedKey, int length) {
    key.wrap(referencedKey, KeyspacePrefix.BYTES, length - KeyspacePrefix.BYTES);
    return key;
  }

  /**
   * Encodes the bounds of the referencing rows in the key of their index.
   *
   * @param part the table, or a partition of it
   * @param referencedKey holds the referenced key
   * @param length its bytes, from index 0 on
   * @param lower receives the lower bound, inclusive
   * @param upper receives the upper bound, exclusive
   */
  public void encodeBounds(
      TableDefinition part,
      DirectBuffer referencedKey,
      int length,
      KeyEncoder lower,
      KeyEncoder upper) {
    KeyColumns values = decode(referencedKey, length);
    IndexDefinition in = indexIn(part);
    lower.reset(in == null ? part.keyspaceId() : in.keyspaceId());
    for (int i = 0; i < indexPlaces.length; i++) {
      int place = indexPlaces[i];
      lower.put(values, place, types[place], in != null && in.descending()[i]);
    }
    int end = lower.length();
    // The keyspace id is not all ones, so there is a byte that can be raised.
    while (lower.buffer().getByte(end - 1) == (byte) 0xff) {
      end--;
    }
    upper.resetEmpty().putRaw(lower.buffer(), 0, end);
    upper.buffer().putByte(end - 1, (byte) (upper.buffer().getByte(end - 1) + 1));
  }

  /**
   * Names the lock of a referenced key.
   *
   * @param referencedKey the key
   * @return its hash
   */
  public static long hash(KeyEncoder referencedKey) {
    return KeyHash.hash(referencedKey.buffer(), 0, referencedKey.length());
  }
}
