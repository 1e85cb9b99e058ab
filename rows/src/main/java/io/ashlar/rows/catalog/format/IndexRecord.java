package io.ashlar.rows.catalog.format;

import io.ashlar.codec.row.RowLayout;
import java.util.List;

/**
 * What the catalog stores of an index; all column references are ordinals.
 *
 * @param id the stable id
 * @param name the name
 * @param unique whether no two rows may have the same key
 * @param keyspaceId where its entries live
 * @param keyColumns ordinals; not to be changed
 * @param descending the direction of each of them; not to be changed
 * @param storedColumns ordinals, as declared; not to be changed
 * @param published whether statements may read it; until then writers maintain it only
 * @param olderLayouts layouts that entries were written in before a stored column was widened,
 *     oldest first; the current one follows from the columns
 * @param predicate which rows have entries, as {@link PredicateFormat} writes it; empty for all
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived carrier, never compared
public record IndexRecord(
    int id,
    String name,
    boolean unique,
    int keyspaceId,
    int[] keyColumns,
    boolean[] descending,
    int[] storedColumns,
    boolean published,
    List<RowLayout> olderLayouts,
    byte[] predicate) {

  /**
   * Layout version of the first entries. An index never changes its columns; each widening of a
   * stored one gives its entries the next version. Stored on disk.
   */
  public static final int ENTRY_LAYOUT_VERSION = 1;

  /** The predicate of an index of all rows. */
  public static final byte[] ALL_ROWS = {};

  /**
   * The same, readable by statements.
   *
   * @return the record
   */
  public IndexRecord publish() {
    return new IndexRecord(
        id,
        name,
        unique,
        keyspaceId,
        keyColumns,
        descending,
        storedColumns,
        true,
        olderLayouts,
        predicate);
  }

  /**
   * The same with columns at other ordinals, and layouts of older entries.
   *
   * @param key ordinals of the key
   * @param stored ordinals of the stored columns
   * @param older the layouts, oldest first
   * @return the record
   */
  public IndexRecord with(int[] key, int[] stored, List<RowLayout> older) {
    return new IndexRecord(
        id, name, unique, keyspaceId, key, descending, stored, published, older, predicate);
  }

  /**
   * The same under another name.
   *
   * @param other the name
   * @return the record
   */
  public IndexRecord named(String other) {
    return new IndexRecord(
        id,
        other,
        unique,
        keyspaceId,
        keyColumns,
        descending,
        storedColumns,
        published,
        olderLayouts,
        predicate);
  }

  /** The same with what follows the constraints of a definition. */
  IndexRecord with(List<RowLayout> older, byte[] selects) {
    return new IndexRecord(
        id,
        name,
        unique,
        keyspaceId,
        keyColumns,
        descending,
        storedColumns,
        published,
        older,
        selects);
  }

  /**
   * The same in another keyspace.
   *
   * @param keyspace the keyspace
   * @return the record
   */
  public IndexRecord in(int keyspace) {
    return new IndexRecord(
        id,
        name,
        unique,
        keyspace,
        keyColumns,
        descending,
        storedColumns,
        published,
        olderLayouts,
        predicate);
  }
}
