package io.ashlar.sql.catalog;

import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.ForeignKeySchema;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.KeyPart;
import io.ashlar.schema.TableSchema;
import io.ashlar.schema.ViewSchema;
import io.ashlar.sql.type.ColumnTypes;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What users of SQLite ask of the schema with PRAGMA, with its columns. Names of tables and indexes
 * that there are not give no rows, as there. Stateless.
 */
public final class Pragmas {

  private Pragmas() {}

  /**
   * What a pragma gives.
   *
   * @param name the pragma, in lower case
   * @param argument the table or index that it is asked about; null for none
   * @return its rows; empty when there is no such pragma
   */
  public static Optional<CatalogTable> find(String name, String argument) {
    CatalogTable table =
        switch (name) {
          case "table_info" -> columns(argument, false);
          case "table_xinfo" -> columns(argument, true);
          case "table_list" -> tables(argument);
          case "index_list" -> indexes(argument);
          case "index_info" -> indexColumns(argument);
          case "foreign_key_list" -> foreignKeys(argument);
          case "database_list" ->
              CatalogTable.of(
                  name,
                  "seq# name file",
                  (reader, rows) -> rows.add(new Object[] {0, "main", reader.catalog()}));
          case "user_version", "application_id" -> number(name, 0);
          case "foreign_keys" -> number(name, 1);
          case "encoding" ->
              CatalogTable.of(name, name, (reader, rows) -> rows.add(new Object[] {"UTF-8"}));
          case "integrity_check", "quick_check" -> check(name);
          default -> null;
        };
    return Optional.ofNullable(table);
  }

  private static CatalogTable number(String name, int value) {
    return CatalogTable.of(name, name + "#", (reader, rows) -> rows.add(new Object[] {value}));
  }

  private static CatalogTable check(String name) {
    return CatalogTable.of(
        name,
        name,
        (reader, rows) -> {
          reader
              .database()
              .maintenance()
              .verify()
              .problems()
              .forEach(problem -> rows.add(new Object[] {problem.message()}));
          if (rows.isEmpty()) {
            rows.add(new Object[] {"ok"});
          }
        });
  }

  private static Optional<TableSchema> table(CatalogReader reader, String name) {
    return reader.tables().stream()
        .filter(table -> table.name().equalsIgnoreCase(String.valueOf(name)))
        .findFirst();
  }

  private static CatalogTable columns(String name, boolean hidden) {
    return CatalogTable.of(
        "table_info",
        "cid# name type notnull# dflt_value pk#" + (hidden ? " hidden#" : ""),
        (reader, rows) -> {
          table(reader, name)
              .ifPresent(
                  table -> {
                    for (ColumnSchema column : table.columns()) {
                      rows.add(
                          row(
                              hidden,
                              rows.size(),
                              column.name(),
                              ColumnTypes.of(column).toString(),
                              column.nullable() ? 0 : 1,
                              SchemaText.defaultOf(column.defaultValue()),
                              table.primaryKey().indexOf(column.name()) + 1));
                    }
                  });
          for (ViewSchema view : reader.views()) {
            if (view.name().equalsIgnoreCase(String.valueOf(name))) {
              SqlType[] types = reader.types(view);
              for (int i = 0; i < types.length; i++) {
                String type = types[i] == null ? "" : types[i].toString();
                rows.add(row(hidden, i, view.columns().get(i), type, 0, null, 0));
              }
            }
          }
        });
  }

  private static Object[] row(boolean hidden, Object... values) {
    if (!hidden) {
      return values;
    }
    List<Object> more = new ArrayList<>(Arrays.asList(values));
    more.add(0);
    return more.toArray();
  }

  private static CatalogTable tables(String name) {
    return CatalogTable.of(
        "table_list",
        "schema name type ncol# wr# strict#",
        (reader, rows) -> {
          for (TableSchema table : reader.tables()) {
            if (name == null || table.name().equalsIgnoreCase(name)) {
              rows.add(new Object[] {"main", table.name(), "table", table.columns().size(), 0, 1});
            }
          }
          for (ViewSchema view : reader.views()) {
            if (name == null || view.name().equalsIgnoreCase(name)) {
              rows.add(new Object[] {"main", view.name(), "view", view.columns().size(), 0, 0});
            }
          }
        });
  }

  private static CatalogTable indexes(String name) {
    return CatalogTable.of(
        "index_list",
        "seq# name unique# origin partial#",
        (reader, rows) ->
            table(reader, name)
                .ifPresent(
                    table -> {
                      for (IndexSchema index : table.indexes()) {
                        rows.add(
                            new Object[] {
                              rows.size(),
                              index.name(),
                              index.unique() ? 1 : 0,
                              index.unique() ? "u" : "c",
                              index.predicate() == null ? 0 : 1
                            });
                      }
                      if (!table.primaryKey().isEmpty()) {
                        String key = ConstraintTables.primaryName(table);
                        rows.add(new Object[] {rows.size(), key, 1, "pk", 0});
                      }
                    }));
  }

  private static CatalogTable indexColumns(String name) {
    return CatalogTable.of(
        "index_info",
        "seqno# cid# name",
        (reader, rows) -> {
          for (TableSchema table : reader.tables()) {
            List<String> columns = indexColumns(table, String.valueOf(name));
            List<String> all = table.columns().stream().map(ColumnSchema::name).toList();
            for (String column : columns) {
              rows.add(new Object[] {rows.size(), all.indexOf(column), column});
            }
            if (!columns.isEmpty()) {
              return;
            }
          }
        });
  }

  private static List<String> indexColumns(TableSchema table, String name) {
    if (ConstraintTables.primaryName(table).equalsIgnoreCase(name)) {
      return table.primaryKey();
    }
    return table.indexes().stream()
        .filter(index -> index.name().equalsIgnoreCase(name))
        .findFirst()
        .map(index -> index.key().stream().map(KeyPart::column).toList())
        .orElse(List.of());
  }

  private static CatalogTable foreignKeys(String name) {
    return CatalogTable.of(
        "foreign_key_list",
        "id# seq# table from to on_update on_delete match",
        (reader, rows) ->
            table(reader, name)
                .ifPresent(
                    table -> {
                      int id = 0;
                      for (ForeignKeySchema key : table.foreignKeys()) {
                        addForeignKey(id++, key, reader.tables(), rows);
                      }
                    }));
  }

  private static void addForeignKey(
      int id, ForeignKeySchema key, List<TableSchema> tables, List<Object[]> rows) {
    List<String> referenced = ConstraintTables.referenced(key, tables);
    for (int i = 0; i < key.columns().size(); i++) {
      rows.add(
          new Object[] {
            id,
            i,
            key.table(),
            key.columns().get(i),
            i < referenced.size() ? referenced.get(i) : null,
            key.onUpdate().name().replace('_', ' '),
            key.onDelete().name().replace('_', ' '),
            "NONE"
          });
    }
  }
}
