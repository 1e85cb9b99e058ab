package io.ashlar.rows.catalog;

import io.ashlar.codec.row.RowLayout;
import io.ashlar.error.CorruptionException;
import io.ashlar.query.Predicate;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.catalog.format.IndexRecord;
import io.ashlar.rows.catalog.format.PredicateFormat;
import io.ashlar.rows.catalog.format.TableRecord;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.KeyPart;
import io.ashlar.type.ValueKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A secondary index as the catalog knows it. Immutable; arrays are shared and must not be changed.
 *
 * <p>Columns are given by ordinals into {@link TableDefinition#columns()}. Columns of the primary
 * key that were declared as stored are not stored again: every entry holds the whole primary key.
 */
public final class IndexDefinition {

  /** Column id of the slot that holds the primary key; real columns count from 1. On disk. */
  public static final int PRIMARY_KEY_COLUMN_ID = 0;

  private final int id;
  private final String name;
  private final boolean unique;
  private final int keyspaceId;
  private final int[] keyColumns;
  private final boolean[] descending;
  private final int[] declaredStored;
  private final int[] storedColumns;
  private final RowLayout entryLayout;
  private final boolean published;

  /** Layouts of entries from before a stored column was widened, oldest first. */
  private final List<RowLayout> olderLayouts;

  /** The slot of each ordinal in the entry, -1 where it has none. */
  private final int[] storedSlots;

  /** The place of each ordinal in the key, -1 where it has none. */
  private final int[] keyPositions;

  /** As stored. */
  private final byte[] predicateBytes;

  /** Which rows have entries, of handles of the table; null for all. */
  private final Predicate predicate;

  /** The same of handles that only name their columns, as in a schema. */
  private final Predicate declaredPredicate;

  /** Ordinals of the columns of the predicate. */
  private final BitSet judgedColumns = new BitSet();

  IndexDefinition(IndexRecord record, TableRecord table) {
    List<ColumnDefinition> columns = table.columns();
    int[] primaryKey = table.primaryKey();
    this.id = record.id();
    this.name = record.name();
    this.unique = record.unique();
    this.keyspaceId = record.keyspaceId();
    this.published = record.published();
    this.keyColumns = record.keyColumns().clone();
    this.descending = record.descending().clone();
    this.declaredStored = record.storedColumns().clone();
    this.storedColumns =
        Arrays.stream(declaredStored).filter(o -> !Ordinals.contains(primaryKey, o)).toArray();
    this.keyPositions = Ordinals.positions(keyColumns, columns.size(), 0);
    int firstSlot = unique ? 1 : 0;
    this.storedSlots = Ordinals.positions(storedColumns, columns.size(), firstSlot);
    this.olderLayouts = List.copyOf(record.olderLayouts());
    this.entryLayout = layout(columns, firstSlot);
    this.predicateBytes = record.predicate();
    boolean partial = predicateBytes.length > 0;
    this.predicate = partial ? decoded(table, table.id()) : null;
    this.declaredPredicate = partial ? decoded(table, 0) : null;
  }

  private Predicate decoded(TableRecord table, int tableId) {
    return PredicateFormat.decode(
        predicateBytes, tableId, table.name(), table.columns(), judgedColumns);
  }

  private RowLayout layout(List<ColumnDefinition> columns, int firstSlot) {
    int slots = firstSlot + storedColumns.length;
    int[] ids = new int[slots];
    ValueKind[] kinds = new ValueKind[slots];
    if (unique) {
      ids[0] = PRIMARY_KEY_COLUMN_ID;
      kinds[0] = ValueKind.BYTES;
    }
    for (int i = 0; i < storedColumns.length; i++) {
      ColumnDefinition column = columns.get(storedColumns[i]);
      ids[firstSlot + i] = column.id();
      kinds[firstSlot + i] = column.type().kind();
    }
    return RowLayout.of(IndexRecord.ENTRY_LAYOUT_VERSION + olderLayouts.size(), ids, kinds);
  }

  /**
   * The stable id.
   *
   * @return the id, unique in the table and never reused there
   */
  public int id() {
    return id;
  }

  /**
   * The name.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Whether two rows may not have the same key.
   *
   * @return true when unique; rows with a null in the key do not count
   */
  public boolean unique() {
    return unique;
  }

  /**
   * Whether statements may read the index. Until then it is being built: writers maintain it, but
   * rows from before the build may not have their entries yet.
   *
   * @return true when every row has its entry
   */
  public boolean published() {
    return published;
  }

  /**
   * Where the entries live.
   *
   * @return the keyspace id, never reused in the database
   */
  public int keyspaceId() {
    return keyspaceId;
  }

  /**
   * The indexed columns.
   *
   * @return ordinals in key order
   */
  public int[] keyColumns() {
    return keyColumns;
  }

  /**
   * The directions of the indexed columns.
   *
   * @return for each of {@link #keyColumns()}, whether larger values come first
   */
  public boolean[] descending() {
    return descending;
  }

  /**
   * The columns in the entry's value, in the order of its slots; none of the primary key.
   *
   * @return ordinals
   */
  public int[] storedColumns() {
    return storedColumns;
  }

  /**
   * The layout in which the values of entries are written now.
   *
   * @return the layout; its first slot is the primary key when the index is unique
   */
  public RowLayout entryLayout() {
    return entryLayout;
  }

  /**
   * The layout of an entry that was written earlier: the same slots, some of them narrower.
   *
   * @param version the version in its header
   * @return the layout
   * @throws CorruptionException when the index never had such a version
   */
  public RowLayout entryLayout(int version) {
    if (version == entryLayout.version()) {
      return entryLayout;
    }
    int place = version - IndexRecord.ENTRY_LAYOUT_VERSION;
    if (place < 0 || place >= olderLayouts.size()) {
      throw new CorruptionException(
          "An index entry has a layout version that its index never had.",
          "index",
          name,
          "layoutVersion",
          version);
    }
    return olderLayouts.get(place);
  }

  /**
   * The slot of a stored column.
   *
   * @param ordinal the column
   * @return the slot in {@link #entryLayout()}, or -1
   */
  public int storedSlot(int ordinal) {
    return storedSlots[ordinal];
  }

  /**
   * The slot of the primary key: the row key after its keyspace id, as BYTES.
   *
   * @return 0 when the index is unique, otherwise -1
   */
  public int primaryKeySlot() {
    return unique ? 0 : -1;
  }

  /**
   * Which rows have entries: those for which it is true, neither false nor unknown.
   *
   * @return the predicate, of handles of the table; null for an index of all rows
   */
  public Predicate predicate() {
    return predicate;
  }

  /**
   * Whether there are rows that have no entry.
   *
   * @return true when the index has a predicate
   */
  public boolean isPartial() {
    return predicate != null;
  }

  /**
   * Whether the entry of a row changes with a column, or comes and goes with it.
   *
   * @param ordinal the column
   * @return true when the column is indexed, stored, or in the predicate
   */
  public boolean mentions(int ordinal) {
    return keyPositions[ordinal] >= 0 || storedSlots[ordinal] >= 0 || judgedColumns.get(ordinal);
  }

  IndexRecord record() {
    return new IndexRecord(
        id,
        name,
        unique,
        keyspaceId,
        keyColumns,
        descending,
        declaredStored,
        published,
        olderLayouts,
        predicateBytes);
  }

  IndexSchema schema(List<ColumnDefinition> columns) {
    List<KeyPart> key = new ArrayList<>(keyColumns.length);
    for (int i = 0; i < keyColumns.length; i++) {
      key.add(new KeyPart(columns.get(keyColumns[i]).name(), descending[i]));
    }
    List<String> stored = new ArrayList<>(declaredStored.length);
    for (int ordinal : declaredStored) {
      stored.add(columns.get(ordinal).name());
    }
    return new IndexSchema(name, unique, key, stored, declaredPredicate);
  }

  /**
   * The name.
   *
   * @return the name
   */
  @Override
  public String toString() {
    return name;
  }
}
