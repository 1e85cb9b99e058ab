package io.ashlar.shell.meta;

import io.ashlar.Database;
import io.ashlar.schema.ViewSchema;
import io.ashlar.shell.format.ListedRows;
import io.ashlar.sql.Sql;
import io.ashlar.sql.SqlColumn;
import io.ashlar.sql.SqlSession;
import io.ashlar.sql.SqlStatement;
import io.ashlar.sql.error.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One view: its columns, and line by line what else it has. */
final class ViewDescription {

  private final Database database;
  private final ViewSchema view;

  private ViewDescription(Database database, ViewSchema view) {
    this.database = database;
    this.view = view;
  }

  /** Of the view of a name, as {@link TableDescription#of} finds a table; empty for none. */
  static Optional<ViewDescription> find(Database database, CommandWords.Argument name) {
    return SqlNames.meant(database.schema().views(), name.text(), name.exact())
        .flatMap(database.schema()::findView)
        .map(view -> new ViewDescription(database, view));
  }

  /** With their types, unless the query of the view is refused by now. */
  ListedRows columns() {
    ListedRows rows = ListedRows.of("column", "type");
    try (SqlSession session = Sql.session(database);
        SqlStatement all = session.prepare("SELECT * FROM " + SqlNames.quoted(view.name()))) {
      for (SqlColumn column : all.columns()) {
        rows.add(column.name(), column.type().toString());
      }
    } catch (SqlException refused) {
      view.columns().forEach(column -> rows.add(column, null));
    }
    return rows;
  }

  /** What stands below the columns. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("View: " + view.query());
    if (view.comment() != null) {
      lines.add("Comment: " + view.comment());
    }
    return lines;
  }
}
