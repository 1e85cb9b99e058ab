package io.ashlar.jdbc.metadata;

import io.ashlar.Database;
import io.ashlar.Table;
import io.ashlar.error.AshlarException;
import io.ashlar.jdbc.error.SqlStates;
import io.ashlar.schema.TableSchema;
import io.ashlar.schema.ViewSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The tables of a database by the names and patterns of JDBC. */
final class SchemaTables {

  private final Database database;

  SchemaTables(Database database) {
    this.database = database;
  }

  /** The tables that fit a pattern, in the order of their names. */
  List<TableSchema> fitting(String pattern) throws SQLException {
    NamePattern names = new NamePattern(pattern);
    try {
      List<TableSchema> tables = new ArrayList<>();
      for (String name : database.schema().tables().stream().sorted().toList()) {
        if (names.fits(name)) {
          database.findTable(name).map(Table::schema).ifPresent(tables::add);
        }
      }
      return tables;
    } catch (AshlarException e) {
      throw SqlStates.of(e);
    }
  }

  /** All tables and views that fit a pattern, in the order of their names. */
  void each(String pattern, Consumer<TableSchema> table, Consumer<ViewSchema> view)
      throws SQLException {
    NamePattern names = new NamePattern(pattern);
    try {
      List<String> all = new ArrayList<>(database.schema().tables());
      all.addAll(database.schema().views());
      for (String name : all.stream().sorted().toList()) {
        if (names.fits(name)) {
          database.findTable(name).map(Table::schema).ifPresent(table);
          database.schema().findView(name).ifPresent(view);
        }
      }
    } catch (AshlarException e) {
      throw SqlStates.of(e);
    }
  }

  /** The table of a name, or else those that have it in another case; none for null. */
  List<TableSchema> named(String name) throws SQLException {
    if (name == null) {
      return List.of();
    }
    List<TableSchema> all = fitting(null);
    List<TableSchema> exact = all.stream().filter(table -> table.name().equals(name)).toList();
    return exact.isEmpty()
        ? all.stream().filter(table -> table.name().equalsIgnoreCase(name)).toList()
        : exact;
  }
}
