package io.ashlar.rows.ddl;

import io.ashlar.error.SchemaException;
import io.ashlar.rows.catalog.CatalogIds;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.catalog.format.ForeignKeyRecord;
import io.ashlar.rows.entry.ForeignKeyIndexes;
import io.ashlar.rows.session.ForeignKey;
import io.ashlar.rows.session.TableState;
import io.ashlar.schema.ForeignKeySchema;
import io.ashlar.schema.ReferenceAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What foreign keys are possible, and what their being there forbids. Both tables of a foreign key
 * are locked while it comes or goes: who writes to one of them finds the same ones until the end of
 * the transaction.
 */
public final class ForeignKeyChanges {

  private final TableRegistry tables;

  ForeignKeyChanges(SchemaWork work) {
    this.tables = work.tables();
  }

  /** Knows what the catalog has, once the tables are known. */
  void load(List<ForeignKeyRecord> records, CatalogIds ids) {
    List<TableDefinition> definitions = tables.all().stream().map(TableState::definition).toList();
    CatalogCheck.requireForeignKeys(definitions, records, ids);
    for (ForeignKeyRecord record : records) {
      add(new ForeignKey(record, byId(record.tableId()), byId(record.referencedId())));
    }
  }

  private TableState byId(int id) {
    return tables.all().stream().filter(table -> table.id() == id).findFirst().orElse(null);
  }

  /**
   * Makes a foreign key of its declaration; nothing is stored or known yet.
   *
   * @param declared the declaration
   * @param id its id
   * @param table the referencing table, perhaps not registered yet
   * @param definition what the table will be
   */
  ForeignKey declare(
      ForeignKeySchema declared, int id, TableState table, TableDefinition definition) {
    boolean self = declared.table().equals(definition.name());
    TableState referenced = self ? table : tables.require(declared.table());
    TableDefinition other = self ? definition : referenced.definition();
    List<Integer> columns = ids(definition, declared.columns());
    List<Integer> target =
        declared.referenced().isEmpty() ? primaryKey(other) : ids(other, declared.referenced());
    ForeignKeyRecord record =
        new ForeignKeyRecord(
            id,
            declared.name(),
            definition.id(),
            columns,
            other.id(),
            target,
            declared.onDelete(),
            declared.onUpdate());
    requireFits(record, definition, other);
    return new ForeignKey(record, table, referenced);
  }

  private static List<Integer> ids(TableDefinition table, List<String> names) {
    List<Integer> ids = new ArrayList<>();
    for (String name : names) {
      int ordinal = table.ordinalOf(name);
      if (ordinal < 0) {
        throw new SchemaException(
            "There is no such column.", "table", table.name(), "column", name);
      }
      ids.add(table.columns().get(ordinal).id());
    }
    return ids;
  }

  private static List<Integer> primaryKey(TableDefinition table) {
    List<Integer> ids = new ArrayList<>();
    for (int ordinal : table.primaryKey()) {
      ids.add(table.columns().get(ordinal).id());
    }
    return ids;
  }

  private static void requireFits(
      ForeignKeyRecord record, TableDefinition table, TableDefinition other) {
    if (record.columnIds().size() != record.referencedIds().size()) {
      throw refused("A foreign key references as many columns as it has.", record, table);
    }
    boolean nulls =
        record.onDelete() == ReferenceAction.SET_NULL
            || record.onUpdate() == ReferenceAction.SET_NULL;
    for (int i = 0; i < record.columnIds().size(); i++) {
      ColumnDefinition own = column(table, record.columnIds().get(i));
      ColumnDefinition to = column(other, record.referencedIds().get(i));
      if (!own.type().equals(to.type())) {
        throw new SchemaException(
            "A column of a foreign key has another type than the one it references.",
            "table",
            table.name(),
            "foreignKey",
            record.name(),
            "column",
            own.name(),
            "type",
            own.type(),
            "referencedType",
            to.type());
      }
      if (nulls && !own.nullable()) {
        throw new SchemaException(
            "A column of a foreign key that is set to null may not be null.",
            "table",
            table.name(),
            "foreignKey",
            record.name(),
            "column",
            own.name());
      }
    }
    if (!ForeignKeyIndexes.hasTarget(record, other)) {
      throw refused(
          "A foreign key references the primary key, or a unique index of all rows.",
          record,
          table);
    }
    if (!ForeignKeyIndexes.hasLookup(record, table)) {
      throw refused("A foreign key needs an index that begins with its columns.", record, table);
    }
    if (other.expiry() != null
        || (other.partitions() != null && other.partitions().retainedMicros() != 0)) {
      throw refused(
          "A table whose rows or partitions go by themselves cannot be referenced.", record, table);
    }
  }

  private static SchemaException refused(
      String sentence, ForeignKeyRecord record, TableDefinition table) {
    return new SchemaException(sentence, "table", table.name(), "foreignKey", record.name());
  }

  private static ColumnDefinition column(TableDefinition table, int id) {
    return table.columns().get(table.ordinalOf(id));
  }

  /** A name that no foreign key of the table has. */
  static void requireFree(String name, List<ForeignKey> taken, TableDefinition table) {
    for (ForeignKey foreignKey : taken) {
      if (foreignKey.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        throw new SchemaException(
            "There is a foreign key of that name.",
            "table",
            table.name(),
            "foreignKey",
            foreignKey.name());
      }
    }
  }

  /** A change of a table leaves its foreign keys, but those that it drops, as they were. */
  static void requireKept(TableState handle, TableDefinition table, List<ForeignKey> dropped) {
    for (ForeignKey foreignKey : handle.foreignKeys()) {
      if (!dropped.contains(foreignKey)) {
        requireColumns(foreignKey, foreignKey.record().columnIds(), handle.definition(), table);
        requireIndex(ForeignKeyIndexes.hasLookup(foreignKey.record(), table), foreignKey, handle);
      }
    }
    for (ForeignKey foreignKey : handle.referencedBy()) {
      if (!dropped.contains(foreignKey)) {
        requireColumns(foreignKey, foreignKey.record().referencedIds(), handle.definition(), table);
        requireIndex(ForeignKeyIndexes.hasTarget(foreignKey.record(), table), foreignKey, handle);
      }
    }
  }

  private static void requireColumns(
      ForeignKey foreignKey, List<Integer> ids, TableDefinition before, TableDefinition after) {
    for (int id : ids) {
      ColumnDefinition was = column(before, id);
      int ordinal = after.ordinalOf(id);
      if (ordinal < 0 || !after.columns().get(ordinal).type().equals(was.type())) {
        throw new SchemaException(
            ordinal < 0
                ? "The column is in use and cannot be dropped."
                : "The column is in use and cannot have another type.",
            "table",
            before.name(),
            "column",
            was.name(),
            "usedBy",
            "foreign key " + foreignKey.name());
      }
    }
  }

  private static void requireIndex(boolean there, ForeignKey foreignKey, TableState table) {
    if (!there) {
      throw new SchemaException(
          "A foreign key needs the index.",
          "table",
          table.name(),
          "foreignKeyTable",
          foreignKey.table().name(),
          "foreignKey",
          foreignKey.name());
    }
  }

  /**
   * The table may do without an index.
   *
   * @param handle the table
   * @param without its definition without the index
   * @throws SchemaException when a foreign key needs the index
   */
  public static void requireUnused(TableState handle, TableDefinition without) {
    requireKept(handle, without, List.of());
  }

  /** No other table references the table. */
  static void requireUnreferenced(TableState table) {
    for (ForeignKey foreignKey : table.referencedBy()) {
      if (foreignKey.table() != table) {
        throw referenced("The table is referenced and cannot be dropped.", table, foreignKey);
      }
    }
  }

  /** Nothing references the rows of the partitions of a table. */
  static void requireNoReferences(TableState table) {
    for (ForeignKey foreignKey : table.referencedBy()) {
      throw referenced(
          "The table is referenced and its partitions cannot be dropped.", table, foreignKey);
    }
  }

  private static SchemaException referenced(
      String sentence, TableState table, ForeignKey foreignKey) {
    return new SchemaException(
        sentence,
        "table",
        table.name(),
        "foreignKeyTable",
        foreignKey.table().name(),
        "foreignKey",
        foreignKey.name());
  }

  /** Both tables know the foreign key from here on. */
  static void add(ForeignKey foreignKey) {
    List<ForeignKey> own = new ArrayList<>(foreignKey.table().foreignKeys());
    own.add(foreignKey);
    foreignKey.table().reference(own);
    List<ForeignKey> others = new ArrayList<>(foreignKey.referenced().referencedBy());
    others.add(foreignKey);
    foreignKey.referenced().referenceBy(others);
  }

  /** Neither table knows the foreign key any more. */
  static void remove(ForeignKey foreignKey) {
    List<ForeignKey> own = new ArrayList<>(foreignKey.table().foreignKeys());
    boolean removed = own.remove(foreignKey);
    foreignKey.table().reference(own);
    List<ForeignKey> others = new ArrayList<>(foreignKey.referenced().referencedBy());
    removed &= others.remove(foreignKey);
    foreignKey.referenced().referenceBy(others);
    assert removed : "both tables knew it";
  }
}
