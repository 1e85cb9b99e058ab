package io.ashlar.sql.catalog;

import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.schema.ViewSchema;
import io.ashlar.sql.type.ColumnTypes;
import io.ashlar.sql.type.SqlType;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What SHOW gives. Stateless. */
public final class ShownTables {

  private ShownTables() {}

  /**
   * The tables and views.
   *
   * @return their names, by {@code SHOW TABLES}
   */
  public static CatalogTable tables() {
    return CatalogTable.of(
        "tables",
        "table_name table_schema table_type",
        (reader, rows) -> {
          for (TableSchema table : reader.tables()) {
            rows.add(new Object[] {table.name(), CatalogReader.PUBLIC, "BASE TABLE"});
          }
          for (ViewSchema view : reader.views()) {
            rows.add(new Object[] {view.name(), CatalogReader.PUBLIC, "VIEW"});
          }
        });
  }

  /**
   * The columns of a table or view.
   *
   * @param name its name as it is
   * @return the columns, by {@code SHOW COLUMNS}
   */
  public static CatalogTable columns(String name) {
    return CatalogTable.of(
        "columns",
        "field type null key default",
        (reader, rows) -> {
          for (TableSchema table : reader.tables()) {
            if (table.name().equals(name)) {
              table.columns().forEach(column -> rows.add(column(table, column)));
            }
          }
          for (ViewSchema view : reader.views()) {
            if (view.name().equals(name)) {
              addColumns(view, reader.types(view), rows);
            }
          }
        });
  }

  private static Object[] column(TableSchema table, ColumnSchema column) {
    String key = "";
    if (table.primaryKey().contains(column.name())) {
      key = "PRI";
    } else if (ConstraintTables.keys(table).stream()
        .anyMatch(unique -> unique.columns().equals(List.of(column.name())))) {
      key = "UNI";
    }
    return new Object[] {
      column.name(),
      ColumnTypes.of(column).toString(),
      column.nullable() ? "YES" : "NO",
      key,
      SchemaText.defaultOf(column.defaultValue())
    };
  }

  private static void addColumns(ViewSchema view, SqlType[] types, List<Object[]> rows) {
    for (int i = 0; i < types.length; i++) {
      String type = types[i] == null ? null : types[i].toString();
      rows.add(new Object[] {view.columns().get(i), type, "YES", "", null});
    }
  }

  /**
   * One setting.
   *
   * @param name its name, which is that of the column
   * @param settings all settings as they are when the statement runs
   * @return the value, by {@code SHOW name}
   */
  public static CatalogTable setting(String name, Supplier<Map<String, String>> settings) {
    return CatalogTable.of(
        "settings", name, (reader, rows) -> rows.add(new Object[] {settings.get().get(name)}));
  }

  /**
   * All settings.
   *
   * @param settings the settings as they are when the statement runs
   * @return names and values, by {@code SHOW ALL}
   */
  public static CatalogTable settings(Supplier<Map<String, String>> settings) {
    return CatalogTable.of(
        "settings",
        "name setting",
        (reader, rows) ->
            settings.get().forEach((name, value) -> rows.add(new Object[] {name, value})));
  }
}
