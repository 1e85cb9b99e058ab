package io.ashlar.schema;

import io.ashlar.error.SchemaException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the parts of a table must be, each for itself and together. Stateless. */
final class SchemaRules {

  private SchemaRules() {}

  static void checkColumns(String table, List<ColumnSchema> columns) {
    if (columns.isEmpty() || columns.size() > TableSchema.MAX_COLUMNS) {
      throw new SchemaException(
          "The number of columns is out of range.",
          "table",
          table,
          "columns",
          columns.size(),
          "maxColumns",
          TableSchema.MAX_COLUMNS);
    }
    Set<String> seen = new HashSet<>();
    boolean numbered = false;
    for (ColumnSchema column : columns) {
      Names.check("column", column.name());
      if (column.identity() && numbered) {
        throw new SchemaException(
            "A table has one identity column.", "table", table, "column", column.name());
      }
      numbered |= column.identity();
      if (!seen.add(folded(column.name()))) {
        throw new SchemaException(
            "Two columns of a table have the same name.", "table", table, "column", column.name());
      }
    }
  }

  static void checkPrimaryKey(String table, List<ColumnSchema> columns, List<String> primaryKey) {
    Set<String> seen = new HashSet<>();
    for (String name : primaryKey) {
      ColumnSchema column = find(table, columns, name);
      if (!seen.add(name)) {
        throw new SchemaException(
            "A column occurs twice in the primary key.", "table", table, "column", name);
      }
      if (column.nullable()) {
        throw new SchemaException(
            "A column of the primary key must be declared NOT NULL.",
            "table",
            table,
            "column",
            name);
      }
    }
  }

  static void checkChecks(String table, List<CheckSchema> checks) {
    Set<String> seen = new HashSet<>();
    for (CheckSchema check : checks) {
      if (!seen.add(folded(check.name()))) {
        throw new SchemaException(
            "Two checks of a table have the same name.", "table", table, "check", check.name());
      }
    }
  }

  static void checkForeignKeys(
      String table, List<ColumnSchema> columns, List<ForeignKeySchema> foreignKeys) {
    Set<String> seen = new HashSet<>();
    for (ForeignKeySchema foreignKey : foreignKeys) {
      foreignKey.columns().forEach(column -> find(table, columns, column));
      if (!seen.add(folded(foreignKey.name()))) {
        throw new SchemaException(
            "Two foreign keys of a table have the same name.",
            "table",
            table,
            "foreignKey",
            foreignKey.name());
      }
    }
  }

  static void checkIndexes(String table, List<ColumnSchema> columns, List<IndexSchema> indexes) {
    Set<String> seen = new HashSet<>();
    for (IndexSchema index : indexes) {
      checkIndex(table, columns, index);
      if (!seen.add(folded(index.name()))) {
        throw new SchemaException(
            "Two indexes of a table have the same name.", "table", table, "index", index.name());
      }
    }
  }

  static void checkIndex(String table, List<ColumnSchema> columns, IndexSchema index) {
    for (KeyPart part : index.key()) {
      find(table, columns, part.column());
    }
    for (String stored : index.stored()) {
      find(table, columns, stored);
    }
  }

  private static ColumnSchema find(String table, List<ColumnSchema> columns, String name) {
    for (ColumnSchema column : columns) {
      if (column.name().equals(name)) {
        return column;
      }
    }
    throw new SchemaException("There is no such column.", "table", table, "column", name);
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
