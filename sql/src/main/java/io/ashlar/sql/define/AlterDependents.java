package io.ashlar.sql.define;

import io.ashlar.Database;
import io.ashlar.Table;
import io.ashlar.query.Predicate;
import io.ashlar.schema.CheckSchema;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.ForeignKeySchema;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.KeyPart;
import io.ashlar.schema.TableSchema;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.NameMatch;
import io.ashlar.sql.catalog.PredicateColumns;
import io.ashlar.sql.syntax.AlterAction;
import io.ashlar.sql.syntax.DefinitionStatement;
import io.ashlar.sql.syntax.Identifier;
import java.util.ArrayList;
import java.util.List;

/**
 * What actions of ALTER TABLE would take from others: refused, or with CASCADE dropped before, each
 * with a change of the schema of its own.
 */
final class AlterDependents {

  private final Database database;
  private final Binding binding;
  private final Table table;
  private final Dependents dependents;

  AlterDependents(Database database, Binding binding, Table table) {
    this.database = database;
    this.binding = binding;
    this.table = table;
    this.dependents = new Dependents(database);
  }

  /** Refuses what cannot be done; drops nothing. */
  void require(List<AlterAction> actions) {
    for (AlterAction action : actions) {
      if (action instanceof AlterAction.RenameTable rename) {
        requireNone(dependents.usersOf(table.name()), table.name(), rename.offset());
      } else if (action instanceof AlterAction.RenameColumn rename) {
        requireUnseen(rename.column());
      } else if (action instanceof AlterAction.DropColumn drop && !cascades(drop)) {
        requireUnseen(drop.column());
      }
    }
  }

  private void requireUnseen(Identifier column) {
    String name = name(column);
    if (name != null) {
      requireNone(dependents.usersOf(table.name(), name), name, column.offset());
    }
  }

  private void requireNone(List<String> views, String what, int offset) {
    if (!views.isEmpty()) {
      throw Dependents.inUse(what, "view " + views.get(0), offset, binding);
    }
  }

  /** The column of the table as it is; null when it has none of that name. */
  private String name(Identifier column) {
    List<String> names = table.schema().columns().stream().map(ColumnSchema::name).toList();
    int index = NameMatch.indexOf(column, names);
    return index < 0 ? null : names.get(index);
  }

  private static boolean cascades(AlterAction.DropColumn drop) {
    return drop.behavior() == DefinitionStatement.DropBehavior.CASCADE;
  }

  /** Drops what goes with columns that go. */
  void drop(List<AlterAction> actions) {
    for (AlterAction action : actions) {
      if (action instanceof AlterAction.DropColumn drop && cascades(drop)) {
        String name = name(drop.column());
        if (name != null) {
          drop(name);
        }
      }
    }
  }

  private void drop(String column) {
    new Dropper(database, binding).dropViews(dependents.usersOf(table.name(), column));
    dropReferences(column);
    dropConstraints(column);
    for (IndexSchema index : table.schema().indexes()) {
      boolean named =
          index.key().stream().map(KeyPart::column).anyMatch(column::equals)
              || index.stored().contains(column)
              || (index.predicate() != null && names(index.predicate(), column));
      if (named) {
        database.schema().dropIndex(table.name(), index.name());
      }
    }
  }

  private void dropReferences(String column) {
    for (Dependents.Reference reference : dependents.referencesOf(table.name())) {
      ForeignKeySchema key = key(database.table(reference.table()).schema(), reference);
      if (key.referenced().contains(column)) {
        database
            .schema()
            .alterTable(reference.table(), change -> change.dropForeignKey(key.name()));
      }
    }
  }

  private void dropConstraints(String column) {
    TableSchema schema = table.schema();
    List<String> keys = new ArrayList<>();
    for (ForeignKeySchema key : schema.foreignKeys()) {
      boolean itself = key.table().equals(table.name()) && key.referenced().contains(column);
      if (itself || key.columns().contains(column)) {
        keys.add(key.name());
      }
    }
    List<String> checks = new ArrayList<>();
    for (CheckSchema check : schema.checks()) {
      if (names(check.predicate(), column)) {
        checks.add(check.name());
      }
    }
    if (!keys.isEmpty() || !checks.isEmpty()) {
      database
          .schema()
          .alterTable(
              table.name(),
              change -> {
                keys.forEach(change::dropForeignKey);
                checks.forEach(change::dropCheck);
                return change;
              });
    }
  }

  private static ForeignKeySchema key(TableSchema schema, Dependents.Reference reference) {
    return schema.foreignKeys().stream()
        .filter(key -> key.name().equals(reference.foreignKey()))
        .findFirst()
        .orElseThrow();
  }

  private static boolean names(Predicate predicate, String column) {
    return PredicateColumns.of(predicate).contains(column);
  }
}
