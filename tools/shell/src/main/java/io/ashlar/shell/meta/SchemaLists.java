package io.ashlar.shell.meta;

import io.ashlar.Database;
import io.ashlar.Sequence;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.KeyPart;
import io.ashlar.schema.TableSchema;
import io.ashlar.shell.format.ListedRows;
import io.ashlar.shell.format.Rows;
import java.util.stream.Collectors;

/** Lists of what a database has. */
final class SchemaLists {

  private final Database database;

  SchemaLists(Database database) {
    this.database = database;
  }

  ListedRows all() {
    ListedRows rows = ListedRows.of("name", "kind");
    database.schema().tables().forEach(table -> rows.add(table, "table"));
    database.schema().views().forEach(view -> rows.add(view, "view"));
    database.schema().sequences().forEach(sequence -> rows.add(sequence, "sequence"));
    return rows;
  }

  ListedRows tables() {
    ListedRows rows =
        new ListedRows(text("name"), number("columns"), number("indexes"), text("comment"));
    for (String name : database.schema().tables()) {
      TableSchema table = database.table(name).schema();
      rows.add(
          name,
          Integer.toString(table.columns().size()),
          Integer.toString(table.indexes().size()),
          table.comment() == null ? "" : table.comment());
    }
    return rows;
  }

  ListedRows views() {
    ListedRows rows = new ListedRows(text("name"), number("columns"), text("comment"));
    for (String name : database.schema().views()) {
      database
          .schema()
          .findView(name)
          .ifPresent(
              view ->
                  rows.add(
                      name,
                      Integer.toString(view.columns().size()),
                      view.comment() == null ? "" : view.comment()));
    }
    return rows;
  }

  ListedRows indexes() {
    ListedRows rows = ListedRows.of("name", "table", "unique", "columns", "stored", "condition");
    for (String name : database.schema().tables()) {
      for (IndexSchema index : database.table(name).schema().indexes()) {
        rows.add(
            index.name(),
            name,
            index.unique() ? "yes" : "no",
            key(index),
            String.join(", ", index.stored()),
            index.predicate() == null ? "" : ConditionText.of(index.predicate()));
      }
    }
    return rows;
  }

  ListedRows sequences() {
    ListedRows rows =
        new ListedRows(
            text("name"), number("start"), number("increment"), number("limit"), number("last"));
    for (String name : database.schema().sequences()) {
      Sequence sequence = database.sequence(name);
      rows.add(
          name,
          Long.toString(sequence.options().start()),
          Long.toString(sequence.options().increment()),
          Long.toString(sequence.options().limit()),
          sequence.last().isPresent() ? Long.toString(sequence.last().getAsLong()) : null);
    }
    return rows;
  }

  /** The columns of an index as a statement names them. */
  static String key(IndexSchema index) {
    return index.key().stream().map(SchemaLists::part).collect(Collectors.joining(", "));
  }

  private static String part(KeyPart part) {
    return part.descending() ? part.column() + " desc" : part.column();
  }

  private static Rows.Column text(String name) {
    return new Rows.Column(name, Rows.Kind.TEXT);
  }

  private static Rows.Column number(String name) {
    return new Rows.Column(name, Rows.Kind.NUMBER);
  }
}
