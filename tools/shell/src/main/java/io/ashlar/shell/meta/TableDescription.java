package io.ashlar.shell.meta;

import io.ashlar.Database;
import io.ashlar.Table;
import io.ashlar.error.SchemaException;
import io.ashlar.schema.CheckSchema;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.DefaultValue;
import io.ashlar.schema.ForeignKeySchema;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.ReferenceAction;
import io.ashlar.schema.TableSchema;
import io.ashlar.shell.format.ListedRows;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One table: its columns, and line by line what else it has. */
final class TableDescription {

  private final Database database;
  private final TableSchema table;

  private TableDescription(Database database, TableSchema table) {
    this.database = database;
    this.table = table;
  }

  /**
   * Of the table of a name: the exact one, or else, if the name stood in no quotes, the one that
   * differs in case alone.
   */
  static TableDescription of(Database database, CommandWords.Argument name) {
    Table table =
        SqlNames.meant(database.schema().tables(), name.text(), name.exact())
            .flatMap(database::findTable)
            .orElseThrow(
                () ->
                    new SchemaException(
                        "There is no table or view of this name.", "name", name.text()));
    return new TableDescription(database, table.schema());
  }

  ListedRows columns() {
    ListedRows rows = ListedRows.of("column", "type", "nullable", "default", "comment");
    for (ColumnSchema column : table.columns()) {
      String type = column.declaredType();
      rows.add(
          column.name(),
          type == null ? SqlType.of(column.type()).toString() : type,
          column.nullable() ? "yes" : "no",
          defaultOf(column),
          column.comment() == null ? "" : column.comment());
    }
    return rows;
  }

  private static String defaultOf(ColumnSchema column) {
    if (column.identity()) {
      return "identity";
    }
    Object value = column.defaultValue();
    if (value == null || value instanceof DefaultValue) {
      return value == null ? "" : value.toString();
    }
    return ConditionText.constant(value);
  }

  /** What stands below the columns. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (!table.primaryKey().isEmpty()) {
      lines.add("Primary key: " + String.join(", ", table.primaryKey()));
    }
    for (IndexSchema index : table.indexes()) {
      lines.add(
          (index.unique() ? "Unique index " : "Index ")
              + index.name()
              + ": "
              + SchemaLists.key(index)
              + (index.stored().isEmpty() ? "" : " storing " + String.join(", ", index.stored()))
              + (index.predicate() == null ? "" : " where " + ConditionText.of(index.predicate())));
    }
    for (CheckSchema check : table.checks()) {
      lines.add("Check " + check.name() + ": " + ConditionText.of(check.predicate()));
    }
    for (ForeignKeySchema key : table.foreignKeys()) {
      lines.add("Foreign key " + key.name() + ": " + references(key));
    }
    referencing(lines);
    if (table.partitioning() != null) {
      lines.add("Partitioned: " + table.partitioning());
    }
    if (table.expiration() != null) {
      lines.add("Rows expire: " + table.expiration());
    }
    if (table.comment() != null) {
      lines.add("Comment: " + table.comment());
    }
    return lines;
  }

  private static String references(ForeignKeySchema key) {
    return String.join(", ", key.columns())
        + " references "
        + key.table()
        + (key.referenced().isEmpty() ? "" : " (" + String.join(", ", key.referenced()) + ")")
        + " on delete "
        + words(key.onDelete())
        + " on update "
        + words(key.onUpdate());
  }

  private static String words(ReferenceAction action) {
    return action.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void referencing(List<String> lines) {
    for (String other : database.schema().tables()) {
      for (ForeignKeySchema key : database.table(other).schema().foreignKeys()) {
        if (key.table().equals(table.name())) {
          lines.add("Referenced by " + other + ": " + key.name());
        }
      }
    }
  }
}
