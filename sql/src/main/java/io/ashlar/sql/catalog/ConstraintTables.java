package io.ashlar.sql.catalog;

import static io.ashlar.sql.catalog.CatalogReader.PUBLIC;

import io.ashlar.schema.CheckSchema;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.ForeignKeySchema;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.KeyPart;
import io.ashlar.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables of the catalog that tell of constraints. Unique indexes of all rows are told as
 * constraints too, since they are kept in one way. Stateless.
 */
final class ConstraintTables {

  private static final String CONSTRAINT = "constraint_catalog constraint_schema constraint_name ";

  private ConstraintTables() {}

  static List<CatalogTable> all() {
    return List.of(
        CatalogTable.of(
            "table_constraints",
            CONSTRAINT
                + "table_catalog table_schema table_name constraint_type is_deferrable"
                + " initially_deferred enforced nulls_distinct",
            ConstraintTables::constraints),
        CatalogTable.of(
            "key_column_usage",
            CONSTRAINT
                + "table_catalog table_schema table_name column_name ordinal_position#"
                + " position_in_unique_constraint#",
            ConstraintTables::keyColumns),
        CatalogTable.of(
            "constraint_column_usage",
            "table_catalog table_schema table_name column_name constraint_catalog"
                + " constraint_schema constraint_name",
            ConstraintTables::usedColumns),
        CatalogTable.of(
            "referential_constraints",
            CONSTRAINT
                + "unique_constraint_catalog unique_constraint_schema unique_constraint_name"
                + " match_option update_rule delete_rule",
            ConstraintTables::references),
        CatalogTable.of("check_constraints", CONSTRAINT + "check_clause", ConstraintTables::checks),
        CatalogTable.of(
            "indexes",
            "table_catalog table_schema table_name index_name is_unique is_primary"
                + " ordinal_position# column_name is_descending is_stored filter_condition",
            ConstraintTables::indexes));
  }

  /** The name of the primary key, which has none of its own. */
  static String primaryName(TableSchema table) {
    return table.name() + "_pkey";
  }

  /** A key that can be referenced: its name and columns. */
  record Key(String name, boolean primary, List<String> columns) {}

  /** The primary key, if there is one, and the unique indexes of all rows. */
  static List<Key> keys(TableSchema table) {
    List<Key> keys = new ArrayList<>();
    if (!table.primaryKey().isEmpty()) {
      keys.add(new Key(primaryName(table), true, table.primaryKey()));
    }
    for (IndexSchema index : table.indexes()) {
      if (index.unique() && index.predicate() == null) {
        keys.add(new Key(index.name(), false, index.key().stream().map(KeyPart::column).toList()));
      }
    }
    return keys;
  }

  /** The columns that a foreign key references, by name. */
  static List<String> referenced(ForeignKeySchema key, List<TableSchema> tables) {
    if (!key.referenced().isEmpty()) {
      return key.referenced();
    }
    return tables.stream()
        .filter(table -> table.name().equals(key.table()))
        .findFirst()
        .map(TableSchema::primaryKey)
        .orElse(List.of());
  }

  private static void constraints(CatalogReader reader, List<Object[]> rows) {
    for (TableSchema table : reader.tables()) {
      for (Key key : keys(table)) {
        rows.add(
            constraint(
                reader, table, key.name, key.primary ? "PRIMARY KEY" : "UNIQUE", !key.primary));
      }
      for (ForeignKeySchema key : table.foreignKeys()) {
        rows.add(constraint(reader, table, key.name(), "FOREIGN KEY", false));
      }
      for (CheckSchema check : table.checks()) {
        rows.add(constraint(reader, table, check.name(), "CHECK", false));
      }
      for (ColumnSchema column : table.columns()) {
        if (!column.nullable()) {
          rows.add(constraint(reader, table, notNullName(table, column), "CHECK", false));
        }
      }
    }
  }

  private static String notNullName(TableSchema table, ColumnSchema column) {
    return table.name() + "_" + column.name() + "_not_null";
  }

  private static Object[] constraint(
      CatalogReader reader, TableSchema table, String name, String type, boolean unique) {
    return new Object[] {
      reader.catalog(),
      PUBLIC,
      name,
      reader.catalog(),
      PUBLIC,
      table.name(),
      type,
      "NO",
      "NO",
      "YES",
      unique ? "YES" : null
    };
  }

  private static void keyColumns(CatalogReader reader, List<Object[]> rows) {
    List<TableSchema> tables = reader.tables();
    for (TableSchema table : tables) {
      for (Key key : keys(table)) {
        addKey(reader, table, key.name, key.columns, null, rows);
      }
      for (ForeignKeySchema key : table.foreignKeys()) {
        Key target = target(key, tables);
        List<String> columns = target == null ? List.of() : target.columns;
        List<Integer> places =
            referenced(key, tables).stream().map(column -> columns.indexOf(column) + 1).toList();
        addKey(reader, table, key.name(), key.columns(), places, rows);
      }
    }
  }

  private static void addKey(
      CatalogReader reader,
      TableSchema table,
      String name,
      List<String> columns,
      List<Integer> places,
      List<Object[]> rows) {
    for (int i = 0; i < columns.size(); i++) {
      rows.add(
          new Object[] {
            reader.catalog(),
            PUBLIC,
            name,
            reader.catalog(),
            PUBLIC,
            table.name(),
            columns.get(i),
            i + 1,
            places == null || i >= places.size() ? null : places.get(i)
          });
    }
  }

  /** The key that a foreign key references; null when it is not to be found. */
  static Key target(ForeignKeySchema foreignKey, List<TableSchema> tables) {
    List<String> columns = referenced(foreignKey, tables).stream().sorted().toList();
    for (TableSchema table : tables) {
      if (table.name().equals(foreignKey.table())) {
        for (Key key : keys(table)) {
          if (key.columns.stream().sorted().toList().equals(columns)) {
            return key;
          }
        }
      }
    }
    return null;
  }

  private static void usedColumns(CatalogReader reader, List<Object[]> rows) {
    List<TableSchema> tables = reader.tables();
    for (TableSchema table : tables) {
      for (Key key : keys(table)) {
        addUsed(reader, table.name(), key.columns, key.name, rows);
      }
      for (ForeignKeySchema key : table.foreignKeys()) {
        addUsed(reader, key.table(), referenced(key, tables), key.name(), rows);
      }
      for (CheckSchema check : table.checks()) {
        List<String> columns = List.copyOf(PredicateColumns.of(check.predicate()));
        addUsed(reader, table.name(), columns, check.name(), rows);
      }
      for (ColumnSchema column : table.columns()) {
        if (!column.nullable()) {
          String name = notNullName(table, column);
          addUsed(reader, table.name(), List.of(column.name()), name, rows);
        }
      }
    }
  }

  private static void addUsed(
      CatalogReader reader,
      String table,
      List<String> columns,
      String constraint,
      List<Object[]> rows) {
    for (String column : columns) {
      rows.add(
          new Object[] {
            reader.catalog(), PUBLIC, table, column, reader.catalog(), PUBLIC, constraint
          });
    }
  }

  private static void references(CatalogReader reader, List<Object[]> rows) {
    List<TableSchema> tables = reader.tables();
    for (TableSchema table : tables) {
      for (ForeignKeySchema key : table.foreignKeys()) {
        Key target = target(key, tables);
        rows.add(
            new Object[] {
              reader.catalog(),
              PUBLIC,
              key.name(),
              reader.catalog(),
              PUBLIC,
              target == null ? null : target.name,
              "NONE",
              key.onUpdate().name().replace('_', ' '),
              key.onDelete().name().replace('_', ' ')
            });
      }
    }
  }

  private static void checks(CatalogReader reader, List<Object[]> rows) {
    for (TableSchema table : reader.tables()) {
      for (CheckSchema check : table.checks()) {
        rows.add(
            new Object[] {
              reader.catalog(), PUBLIC, check.name(), SchemaText.condition(check.predicate())
            });
      }
      for (ColumnSchema column : table.columns()) {
        if (!column.nullable()) {
          String condition = SchemaText.name(column.name()) + " IS NOT NULL";
          rows.add(new Object[] {reader.catalog(), PUBLIC, notNullName(table, column), condition});
        }
      }
    }
  }

  private static void indexes(CatalogReader reader, List<Object[]> rows) {
    for (TableSchema table : reader.tables()) {
      List<String> key = table.primaryKey();
      for (int i = 0; i < key.size(); i++) {
        rows.add(
            new Object[] {
              reader.catalog(),
              PUBLIC,
              table.name(),
              primaryName(table),
              "YES",
              "YES",
              i + 1,
              key.get(i),
              "NO",
              "NO",
              null
            });
      }
      for (IndexSchema index : table.indexes()) {
        addIndex(reader, table, index, rows);
      }
    }
  }

  private static void addIndex(
      CatalogReader reader, TableSchema table, IndexSchema index, List<Object[]> rows) {
    String filter = index.predicate() == null ? null : SchemaText.condition(index.predicate());
    int place = 0;
    for (KeyPart part : index.key()) {
      place++;
      rows.add(indexed(reader, table, index, place, part.column(), part.descending(), filter));
    }
    for (String stored : index.stored()) {
      place++;
      Object[] row = indexed(reader, table, index, place, stored, false, filter);
      row[8] = null;
      row[9] = "YES";
      rows.add(row);
    }
  }

  private static Object[] indexed(
      CatalogReader reader,
      TableSchema table,
      IndexSchema index,
      int place,
      String column,
      boolean descending,
      String filter) {
    return new Object[] {
      reader.catalog(),
      PUBLIC,
      table.name(),
      index.name(),
      index.unique() ? "YES" : "NO",
      "NO",
      place,
      column,
      descending ? "YES" : "NO",
      "NO",
      filter
    };
  }
}
