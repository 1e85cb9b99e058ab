package io.ashlar.rows.catalog;

import io.ashlar.codec.row.RowLayout;
import io.ashlar.codec.row.RowView;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.Column;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.catalog.format.ExpiryRule;
import io.ashlar.rows.catalog.format.IndexRecord;
import io.ashlar.rows.catalog.format.PartitionScheme;
import io.ashlar.rows.catalog.format.TableRecord;
import io.ashlar.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.collections.Int2IntHashMap;

/**
 * A table as the catalog knows it at one epoch. Immutable; arrays are shared and must not be
 * changed. Every schema change makes a new one with a higher {@link #epoch()}.
 *
 * <p>Columns are addressed by their ordinal, the index in {@link #columns()}.
 *
 * <p>Long because whatever reads or changes a table asks it: most of it are getters, and what they
 * say.
 */
public final class TableDefinition {

  private final TableRecord record;

  /** Those that statements may read. */
  private final List<IndexDefinition> indexes;

  /** All that writers keep in step: those that statements may read, and those being built. */
  private final List<IndexDefinition> maintained;

  private final RowLayout currentLayout;
  private final long publishedAt;
  private final TableSchema schema;
  private final List<CheckDefinition> checks;

  /** Constants by ordinal; on the heap and never changed, so shared by all threads. */
  private final RowView defaults;

  private final RowView initials;

  /** The ordinal of the identity column, or -1. */
  private final int identity;

  /** The columns that decide the partition, none when there are no partitions. */
  private final int[] partitionColumns;

  /** The place of each ordinal in the primary key, -1 where it has none. */
  private final int[] primaryKeyPositions;

  /** The columns whose values may not be of any length. */
  private final int[] limited;

  /** The columns that the database gives values. */
  private final int[] generated;

  /** The slot of each ordinal in the current layout, -1 for columns of the primary key. */
  private final int[] slots;

  /** The ordinal of each column id. Never changed after construction, so read without a lock. */
  private final Int2IntHashMap ordinals = new Int2IntHashMap(-1);

  /**
   * Makes a definition of what the catalog stores.
   *
   * @param record the stored form
   * @param publishedAt the commit timestamp of the change that made it, 0 before it is committed
   */
  TableDefinition(TableRecord record, long publishedAt) {
    this.record = record;
    this.publishedAt = publishedAt;
    int count = record.columns().size();
    this.primaryKeyPositions = Ordinals.positions(record.primaryKey(), count, 0);
    for (int ordinal = 0; ordinal < count; ordinal++) {
      ordinals.put(record.columns().get(ordinal).id(), ordinal);
    }
    this.currentLayout = record.layouts().get(record.layouts().size() - 1);
    this.slots = new int[count];
    for (int ordinal = 0; ordinal < count; ordinal++) {
      slots[ordinal] = currentLayout.slotOf(record.columns().get(ordinal).id());
    }
    List<IndexDefinition> made = new ArrayList<>();
    for (IndexRecord index : record.indexes()) {
      made.add(new IndexDefinition(index, record));
    }
    this.maintained = List.copyOf(made);
    this.indexes = made.stream().filter(IndexDefinition::published).toList();
    this.checks = record.checks().stream().map(check -> CheckDefinition.of(record, check)).toList();
    this.defaults = ConstantRow.of(record.columns(), ColumnDefinition::constantDefault);
    this.initials = ConstantRow.of(record.columns(), ColumnDefinition::initialValue);
    this.limited = Ordinals.of(record.columns(), ColumnDefinition::limited);
    this.generated = Ordinals.of(record.columns(), ColumnDefinition::generated);
    MaxLength.requireDefaults(record, limited, defaults);
    int numbered = -1;
    for (int ordinal = 0; ordinal < count; ordinal++) {
      ColumnDefinition column = record.columns().get(ordinal);
      numbered = column.identity() && !column.hidden() ? ordinal : numbered;
    }
    this.identity = numbered;
    this.partitionColumns = partitionColumns(record);
    this.schema = DeclaredSchema.of(record, indexes, checks);
  }

  private int[] partitionColumns(TableRecord stored) {
    if (stored.partitions() == null) {
      return new int[0];
    }
    int[] ids = stored.partitions().columnIds();
    int[] found = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      found[i] = ordinals.get(ids[i]);
    }
    return found;
  }

  /**
   * The stable id.
   *
   * @return the id, unique in the database and never reused there
   */
  public int id() {
    return record.id();
  }

  /**
   * The name.
   *
   * @return the name
   */
  public String name() {
    return record.name();
  }

  /**
   * Where the rows live.
   *
   * @return the keyspace id, never reused in the database
   */
  public int keyspaceId() {
    return record.keyspaceId();
  }

  /**
   * Counts the schema changes of the table, index changes included.
   *
   * @return the epoch, from 1 on
   */
  public long epoch() {
    return record.epoch();
  }

  /**
   * The commit timestamp of the schema change that made this definition: views below it must read
   * the table by an older one.
   *
   * @return the timestamp
   */
  public long publishedAt() {
    return publishedAt;
  }

  /**
   * The columns in declared order.
   *
   * @return an immutable list; the index is the ordinal
   */
  public List<ColumnDefinition> columns() {
    return record.columns();
  }

  /**
   * The columns of the primary key.
   *
   * @return ordinals in key order
   */
  public int[] primaryKey() {
    return record.primaryKey();
  }

  /**
   * Whether users have given the rows no key, so that their numbers are one.
   *
   * @return true when the column of the primary key is hidden
   */
  public boolean keyless() {
    return columns().get(primaryKey()[0]).hidden();
  }

  /**
   * Whether a column belongs to the primary key.
   *
   * @param ordinal the column
   * @return true when it does
   */
  public boolean isPrimaryKey(int ordinal) {
    return primaryKeyPositions[ordinal] >= 0;
  }

  /**
   * The place of a column in the primary key.
   *
   * @param ordinal the column
   * @return the index in {@link #primaryKey()}, or -1
   */
  public int primaryKeyPosition(int ordinal) {
    return primaryKeyPositions[ordinal];
  }

  /**
   * The secondary indexes that statements may read. One that is being built is not among them.
   *
   * @return an immutable list
   */
  public List<IndexDefinition> indexes() {
    return indexes;
  }

  /**
   * The secondary indexes that writers keep in step: {@link #indexes()} and those being built.
   *
   * @return an immutable list
   */
  public List<IndexDefinition> maintained() {
    return maintained;
  }

  /**
   * The index of an id, whether statements may read it or it is still being built.
   *
   * @param indexId the id
   * @return the index, or null
   */
  public IndexDefinition maintained(int indexId) {
    // By number: an iterator would be an object for each row that is changed.
    for (int i = 0; i < maintained.size(); i++) {
      if (maintained.get(i).id() == indexId) {
        return maintained.get(i);
      }
    }
    return null;
  }

  /**
   * The index of a name that statements may read.
   *
   * @param name the name
   * @return the index, if there is one
   */
  public Optional<IndexDefinition> index(String name) {
    return indexes.stream().filter(index -> index.name().equals(name)).findFirst();
  }

  /**
   * How the rows are divided.
   *
   * @return the scheme, or null when the table is not partitioned
   */
  public PartitionScheme partitions() {
    return record.partitions();
  }

  /**
   * When rows expire.
   *
   * @return the rule, or null for never
   */
  public ExpiryRule expiry() {
    return record.expiry();
  }

  /**
   * The columns that decide the partition of a row.
   *
   * @return ordinals in declared order, none when the table is not partitioned
   */
  public int[] partitionColumns() {
    return partitionColumns;
  }

  /**
   * The layout in which rows are written now.
   *
   * @return the layout of all columns outside the primary key
   */
  public RowLayout currentLayout() {
    return currentLayout;
  }

  /**
   * The layout of a row that was written earlier.
   *
   * @param version the version in its header
   * @return the layout
   * @throws CorruptionException when the table never had such a version
   */
  public RowLayout layout(int version) {
    if (version == currentLayout.version()) {
      return currentLayout;
    }
    for (int i = 0; i < record.layouts().size(); i++) {
      RowLayout layout = record.layouts().get(i);
      if (layout.version() == version) {
        return layout;
      }
    }
    throw new CorruptionException(
        "A row has a layout version that its table never had.",
        "table",
        record.name(),
        "layoutVersion",
        version);
  }

  /**
   * Finds a column by its stable id.
   *
   * @param columnId the id
   * @return the ordinal, or -1
   */
  public int ordinalOf(int columnId) {
    return ordinals.get(columnId);
  }

  /**
   * Finds a column by its name.
   *
   * @param column the name
   * @return the ordinal, or -1
   */
  public int ordinalOf(String column) {
    for (int ordinal = 0; ordinal < record.columns().size(); ordinal++) {
      if (record.columns().get(ordinal).isNamed(column)) {
        return ordinal;
      }
    }
    return -1;
  }

  /**
   * Finds the column of a handle: by its id, or by its name when it is bound to no table. Only an
   * id leads to the number of a row.
   *
   * @param column the handle; its type is not judged
   * @return the ordinal, or -1
   */
  public int ordinalOf(Column column) {
    if (column.tableId() == record.id()) {
      return ordinals.get(column.columnId());
    }
    return column.isBound() ? -1 : ordinalOf(column.name());
  }

  /**
   * The columns that have a greatest length.
   *
   * @return ordinals, ascending
   */
  public int[] limitedColumns() {
    return limited;
  }

  /**
   * The columns to which the database gives values that are not set, each its own.
   *
   * @return ordinals, ascending
   */
  public int[] generatedColumns() {
    return generated;
  }

  /**
   * The slot of a column in {@link #currentLayout()}.
   *
   * @param ordinal the column
   * @return the slot, or -1 for a column of the primary key
   */
  public int slotOf(int ordinal) {
    return slots[ordinal];
  }

  /**
   * What inserts write that do not set a column.
   *
   * @return a row with the ordinal as slot, null where there is no default; shared, on the heap
   */
  public RowView defaults() {
    return defaults;
  }

  /**
   * What rows hold that are older than a column.
   *
   * @return a row with the ordinal as slot; shared, on the heap
   */
  public RowView initials() {
    return initials;
  }

  /**
   * The check constraints.
   *
   * @return an immutable list
   */
  public List<CheckDefinition> checks() {
    return checks;
  }

  /**
   * The column that the database numbers.
   *
   * @return its ordinal, or -1; not that of the numbers of rows without key
   */
  public int identity() {
    return identity;
  }

  /**
   * What the user would declare to get this table.
   *
   * @return the schema, secondary indexes included
   */
  public TableSchema schema() {
    return schema;
  }

  TableRecord record() {
    return record;
  }

  /**
   * The name and epoch, for messages.
   *
   * @return a short text
   */
  @Override
  public String toString() {
    return record.name() + "@" + record.epoch();
  }

  /**
   * Says what is wrong with the handle of a column that the table does not take.
   *
   * @param column the handle
   * @return the exception, to be thrown
   */
  public SchemaException refused(Column column) {
    int ordinal = ordinalOf(column);
    if (ordinal >= 0) {
      return new SchemaException(
          "The column has another type.",
          "table",
          name(),
          "column",
          column.name(),
          "type",
          columns().get(ordinal).type(),
          "asked",
          column.type());
    }
    boolean gone = !column.isBound() || column.tableId() == id();
    return new SchemaException(
        gone ? "The table has no such column." : "The column belongs to another table.",
        "table",
        name(),
        "column",
        column.name(),
        "columnTable",
        column.table());
  }
}
