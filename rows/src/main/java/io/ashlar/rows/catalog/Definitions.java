package io.ashlar.rows.catalog;

import io.ashlar.codec.row.RowLayout;
import io.ashlar.rows.catalog.format.CheckRecord;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.catalog.format.ExpiryRule;
import io.ashlar.rows.catalog.format.IndexRecord;
import io.ashlar.rows.catalog.format.PartitionRecord;
import io.ashlar.rows.catalog.format.PartitionScheme;
import io.ashlar.rows.catalog.format.PredicateFormat;
import io.ashlar.rows.catalog.format.TableRecord;
import io.ashlar.schema.CheckSchema;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.DefaultValue;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.KeyPart;
import io.ashlar.schema.TableSchema;
import io.ashlar.type.ValueKind;
import java.util.ArrayList;
import java.util.List;

/** Makes new definitions of schemas and of older definitions. Stateless. */
public final class Definitions {

  private static final int FIRST_ID = 1;

  private Definitions() {}

  /**
   * A table that is not stored yet.
   *
   * @param schema what was declared
   * @param ids the free ids; the table takes one table id and {@link #keyspaces} keyspace ids, of
   *     which an identity column takes one for its sequence, and the numbers of the rows of a table
   *     without primary key the last
   * @return the definition at epoch 1
   */
  public static TableDefinition create(TableSchema schema, CatalogIds ids) {
    List<ColumnDefinition> columns = new ArrayList<>();
    boolean keyless = schema.primaryKey().isEmpty();
    int lastId = ids.nextKeyspaceId() + keyspaces(schema) - 1;
    for (ColumnSchema column : schema.columns()) {
      int id = FIRST_ID + columns.size();
      int sequence = column.identity() ? lastId - (keyless ? 1 : 0) : 0;
      columns.add(
          new ColumnDefinition(
              id,
              column.name(),
              column.type(),
              column.nullable(),
              defaultOf(column),
              null,
              sequence,
              column.declaredType(),
              column.maxLength(),
              column.comment()));
    }
    if (keyless) {
      columns.add(ColumnDefinition.rowNumber(FIRST_ID + columns.size(), lastId));
    }
    int[] primaryKey =
        keyless ? new int[] {columns.size() - 1} : ordinals(columns, schema.primaryKey());
    List<IndexRecord> indexes = new ArrayList<>();
    for (IndexSchema index : schema.indexes()) {
      int keyspace = ids.nextKeyspaceId() + 1 + indexes.size();
      byte[] predicate = predicateOf(index, ids.nextTableId(), schema.name(), columns);
      indexes.add(
          indexRecord(FIRST_ID + indexes.size(), keyspace, index, columns, true, predicate));
    }
    List<CheckRecord> checks = new ArrayList<>();
    for (CheckSchema check : schema.checks()) {
      checks.add(checkRecord(check, ids.nextTableId(), schema.name(), columns));
    }
    TableRecord record =
        new TableRecord(
            ids.nextTableId(),
            schema.name(),
            ids.nextKeyspaceId(),
            1,
            FIRST_ID + columns.size(),
            FIRST_ID + indexes.size(),
            List.copyOf(columns),
            primaryKey,
            List.of(layout(FIRST_ID, columns, primaryKey)),
            List.copyOf(indexes),
            List.copyOf(checks),
            PartitionScheme.of(schema.partitioning(), columns),
            ExpiryRule.of(schema.expiration(), columns),
            schema.comment());
    return new TableDefinition(record, 0);
  }

  /**
   * How many keyspaces a new table takes.
   *
   * @param schema what was declared
   * @return one for the rows, one for each index, and one id for each sequence of its own
   */
  public static int keyspaces(TableSchema schema) {
    boolean numbered = schema.columns().stream().anyMatch(ColumnSchema::identity);
    boolean keyless = schema.primaryKey().isEmpty();
    return 1 + schema.indexes().size() + (numbered ? 1 : 0) + (keyless ? 1 : 0);
  }

  /**
   * The table with one index more, at the next epoch.
   *
   * @param table the table
   * @param index what was declared
   * @param keyspaceId where its entries live
   * @param published whether it is filled, so that statements may read it
   * @return the definition; the new index is its last
   * @throws io.ashlar.error.SchemaException when its predicate does not fit the table
   */
  public static TableDefinition withIndex(
      TableDefinition table, IndexSchema index, int keyspaceId, boolean published) {
    TableRecord record = table.record();
    List<IndexRecord> indexes = new ArrayList<>(record.indexes());
    List<ColumnDefinition> columns = record.columns();
    byte[] predicate = predicateOf(index, record.id(), record.name(), columns);
    indexes.add(
        indexRecord(record.nextIndexId(), keyspaceId, index, columns, published, predicate));
    return changed(record, record.nextIndexId() + 1, indexes);
  }

  /**
   * The table with one index less, at the next epoch.
   *
   * @param table the table
   * @param index the index
   * @return the definition
   */
  public static TableDefinition withoutIndex(TableDefinition table, IndexDefinition index) {
    TableRecord record = table.record();
    List<IndexRecord> indexes = new ArrayList<>(record.indexes());
    boolean removed = indexes.removeIf(candidate -> candidate.id() == index.id());
    assert removed : "the index belongs to the table";
    return changed(record, record.nextIndexId(), indexes);
  }

  /**
   * The table with an index that is filled, at the next epoch.
   *
   * @param table the table
   * @param index the index that was being built
   * @return the definition; statements may read the index
   */
  public static TableDefinition withPublished(TableDefinition table, IndexDefinition index) {
    TableRecord record = table.record();
    List<IndexRecord> indexes = new ArrayList<>(record.indexes());
    indexes.replaceAll(candidate -> candidate.id() == index.id() ? candidate.publish() : candidate);
    return changed(record, record.nextIndexId(), indexes);
  }

  /**
   * The same table at the next epoch: what is beside its definition has changed.
   *
   * @param table the table
   * @return the definition
   */
  public static TableDefinition next(TableDefinition table) {
    return changed(table.record(), table.record().nextIndexId(), table.record().indexes());
  }

  /**
   * The same definition, once its commit is known.
   *
   * @param table the definition
   * @param timestamp the timestamp of the commit that stored it
   * @return the definition with {@link TableDefinition#publishedAt} set
   */
  public static TableDefinition published(TableDefinition table, long timestamp) {
    return new TableDefinition(table.record(), timestamp);
  }

  /**
   * One partition of a table, as a table of its own: the same columns and layouts, other keyspaces.
   *
   * @param table the table
   * @param partition the partition
   * @return the definition
   */
  public static TableDefinition inPartition(TableDefinition table, PartitionRecord partition) {
    TableRecord record = table.record();
    List<IndexRecord> indexes = new ArrayList<>();
    for (IndexRecord index : record.indexes()) {
      // An older view may have an index that was dropped before the partition was made, and finds
      // the partition empty: as the index of the table itself is.
      Integer keyspace = partition.indexKeyspaces().get(index.id());
      indexes.add(keyspace == null ? index : index.in(keyspace));
    }
    return new TableDefinition(
        new TableRecord(
            record.id(),
            record.name(),
            partition.keyspaceId(),
            record.epoch(),
            record.nextColumnId(),
            record.nextIndexId(),
            record.columns(),
            record.primaryKey(),
            record.layouts(),
            List.copyOf(indexes),
            record.checks(),
            record.partitions(),
            record.expiry(),
            record.comment()),
        table.publishedAt());
  }

  /**
   * The table in other keyspaces, at the next epoch.
   *
   * @param table the table, without partitions
   * @param keyspaces of its rows and of each of its indexes
   * @return the definition
   */
  public static TableDefinition moved(TableDefinition table, PartitionRecord keyspaces) {
    TableRecord record = table.record();
    List<IndexRecord> indexes = new ArrayList<>();
    for (IndexRecord index : record.indexes()) {
      indexes.add(index.in(keyspaces.indexKeyspaces().get(index.id())));
    }
    return changed(record, keyspaces.keyspaceId(), record.nextIndexId(), indexes);
  }

  private static TableDefinition changed(
      TableRecord record, int nextIndexId, List<IndexRecord> indexes) {
    return changed(record, record.keyspaceId(), nextIndexId, indexes);
  }

  private static TableDefinition changed(
      TableRecord record, int keyspaceId, int nextIndexId, List<IndexRecord> indexes) {
    return new TableDefinition(
        new TableRecord(
            record.id(),
            record.name(),
            keyspaceId,
            record.epoch() + 1,
            record.nextColumnId(),
            nextIndexId,
            record.columns(),
            record.primaryKey(),
            record.layouts(),
            List.copyOf(indexes),
            record.checks(),
            record.partitions(),
            record.expiry(),
            record.comment()),
        0);
  }

  private static IndexRecord indexRecord(
      int id,
      int keyspaceId,
      IndexSchema index,
      List<ColumnDefinition> columns,
      boolean published,
      byte[] predicate) {
    List<String> names = index.key().stream().map(KeyPart::column).toList();
    boolean[] descending = new boolean[names.size()];
    for (int i = 0; i < descending.length; i++) {
      descending[i] = index.key().get(i).descending();
    }
    int[] stored = ordinals(columns, index.stored());
    return new IndexRecord(
        id,
        index.name(),
        index.unique(),
        keyspaceId,
        ordinals(columns, names),
        descending,
        stored,
        published,
        List.of(),
        predicate);
  }

  private static byte[] predicateOf(
      IndexSchema index, int tableId, String table, List<ColumnDefinition> columns) {
    return index.predicate() == null
        ? IndexRecord.ALL_ROWS
        : PredicateFormat.encode(index.predicate(), tableId, table, columns);
  }

  static CheckRecord checkRecord(
      CheckSchema check, int tableId, String table, List<ColumnDefinition> columns) {
    byte[] predicate = PredicateFormat.encode(check.predicate(), tableId, table, columns);
    return new CheckRecord(check.name(), predicate);
  }

  static Object defaultOf(ColumnSchema column) {
    return column.defaultValue() == null || column.defaultValue() instanceof DefaultValue
        ? column.defaultValue()
        : ConstantRow.fitting(column.name(), column.type(), column.defaultValue());
  }

  private static int[] ordinals(List<ColumnDefinition> columns, List<String> names) {
    int[] ordinals = new int[names.size()];
    for (int i = 0; i < ordinals.length; i++) {
      String name = names.get(i);
      int ordinal = 0;
      while (!columns.get(ordinal).name().equals(name)) {
        ordinal++;
      }
      ordinals[i] = ordinal;
    }
    return ordinals;
  }

  static RowLayout layout(int version, List<ColumnDefinition> columns, int[] primaryKey) {
    int slots = columns.size() - primaryKey.length;
    int[] ids = new int[slots];
    ValueKind[] kinds = new ValueKind[slots];
    int slot = 0;
    for (int ordinal = 0; ordinal < columns.size(); ordinal++) {
      if (!Ordinals.contains(primaryKey, ordinal)) {
        ids[slot] = columns.get(ordinal).id();
        kinds[slot++] = columns.get(ordinal).type().kind();
      }
    }
    return RowLayout.of(version, ids, kinds);
  }
}
