package io.ashlar.sql.define;

import io.ashlar.Database;
import io.ashlar.Table;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.ViewSchema;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.syntax.DefinitionStatement;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;
import java.util.List;
import java.util.Optional;

/** Gives other names to what has one, and comments. An empty comment is none, as NULL is. */
final class Labeller {

  private final Database database;
  private final Binding binding;
  private final Tables tables;

  Labeller(Database database, Binding binding) {
    this.database = database;
    this.binding = binding;
    this.tables = new Tables(database);
  }

  void comment(DefinitionStatement.Comment comment) {
    String text = comment.text().filter(given -> !given.isEmpty()).orElse(null);
    switch (comment.kind()) {
      case TABLE -> commentTable(comment.name(), text);
      case COLUMN -> commentColumn(comment, text);
      case VIEW -> commentView(comment.name(), text);
      default -> throw binding.unsupported(comment.offset(), "COMMENT ON " + comment.kind());
    }
  }

  private void commentTable(QualifiedName name, String text) {
    Table table = tables.table(name, binding);
    if (text == null && table.schema().comment() == null) {
      return;
    }
    database
        .schema()
        .alterTable(
            table.name(),
            change -> text == null ? change.dropTableComment() : change.setTableComment(text));
  }

  private void commentColumn(DefinitionStatement.Comment comment, String text) {
    List<Identifier> parts = comment.name().parts();
    if (parts.size() < 2) {
      throw binding.fault(
          SqlState.SYNTAX_ERROR,
          comment.name().offset(),
          "The table of a column must stand before it.",
          "name",
          Names.last(comment.name()).text());
    }
    QualifiedName of =
        new QualifiedName(comment.name().offset(), parts.subList(0, parts.size() - 1));
    Table table = tables.table(of, binding);
    List<ColumnSchema> columns = table.schema().columns();
    String column =
        IndexDefiner.column(
            Names.last(comment.name()), binding, columns.stream().map(ColumnSchema::name).toList());
    boolean had = columns.stream().anyMatch(c -> c.name().equals(column) && c.comment() != null);
    if (text == null && !had) {
      return;
    }
    database
        .schema()
        .alterTable(
            table.name(),
            change -> text == null ? change.dropComment(column) : change.setComment(column, text));
  }

  private void commentView(QualifiedName name, String text) {
    Optional<ViewSchema> view = tables.findView(name);
    if (view.isEmpty()) {
      throw Names.missing(name, SqlState.UNDEFINED_TABLE, "view", binding);
    }
    database
        .schema()
        .alterView(view.get().name(), view.get().withComment(text == null ? "" : text));
  }

  void rename(DefinitionStatement.Rename rename) {
    switch (rename.kind()) {
      case VIEW -> renameView(rename);
      case INDEX -> renameIndex(rename);
      default -> throw binding.unsupported(rename.offset(), "RENAME of " + rename.kind());
    }
  }

  private void renameIndex(DefinitionStatement.Rename rename) {
    Optional<Dropper.Index> index = Dropper.findIndex(database, rename.name());
    if (index.isEmpty()) {
      if (rename.ifExists()) {
        return;
      }
      throw Names.missing(rename.name(), SqlState.UNDEFINED_TYPE, "index", binding);
    }
    String name = rename.newName().text();
    boolean taken =
        index.get().table().schema().indexes().stream()
            .anyMatch(
                other ->
                    !other.name().equals(index.get().name())
                        && other.name().equalsIgnoreCase(name));
    if (taken) {
      throw Names.exists(
          new QualifiedName(rename.newName().offset(), List.of(rename.newName())), binding);
    }
    database
        .schema()
        .alterTable(
            index.get().table().name(), change -> change.renameIndex(index.get().name(), name));
  }

  private void renameView(DefinitionStatement.Rename rename) {
    Optional<ViewSchema> view = tables.findView(rename.name());
    if (view.isEmpty()) {
      if (rename.ifExists()) {
        return;
      }
      throw Names.missing(rename.name(), SqlState.UNDEFINED_TABLE, "view", binding);
    }
    String name = view.get().name();
    requireFree(rename.newName(), name, tables, binding);
    List<String> users = new Dependents(database).usersOf(name);
    if (!users.isEmpty()) {
      throw Dependents.inUse(name, "view " + users.get(0), rename.name().offset(), binding);
    }
    database.schema().alterView(name, view.get().withName(rename.newName().text()));
  }

  /** Tables and views share their names. */
  static void requireFree(Identifier name, String itself, Tables tables, Binding binding) {
    QualifiedName wanted = new QualifiedName(name.offset(), List.of(name));
    boolean taken =
        !name.text().equalsIgnoreCase(itself)
            && (tables.find(wanted).isPresent() || tables.findView(wanted).isPresent());
    if (taken) {
      throw Names.exists(wanted, binding);
    }
  }
}
