package io.ashlar.sql.define;

import io.ashlar.Database;
import io.ashlar.Table;
import io.ashlar.schema.CheckSchema;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.ForeignKeySchema;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.KeyPart;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.NameMatch;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.syntax.AlterAction;
import io.ashlar.sql.syntax.DefinitionStatement;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.TableElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Constraints that come, go and get other names by more than a change of the table. */
final class ConstraintActions {

  private final Database database;
  private final Binding binding;
  private final Tables tables;
  private final Table table;

  ConstraintActions(Database database, Binding binding, Tables tables, Table table) {
    this.database = database;
    this.binding = binding;
    this.tables = tables;
    this.table = table;
  }

  /** What carries out an action; null when it is a step of a change of the table. */
  Runnable separate(AlterAction action) {
    if (action instanceof AlterAction.AddConstraint add) {
      return addition(add.constraint());
    }
    if (action instanceof AlterAction.AddColumn add) {
      boolean there = columns().stream().anyMatch(name -> name.equals(add.column().name().text()));
      return there || keyed(add.column()).isEmpty() ? null : () -> addColumn(add);
    }
    if (action instanceof AlterAction.DropConstraint drop) {
      return unique(drop.constraint())
          .<Runnable>map(index -> () -> dropUnique(drop, index))
          .orElse(null);
    }
    return action instanceof AlterAction.RenameConstraint rename ? () -> rename(rename) : null;
  }

  /** Whether {@link #separate} carries it out, once the columns are there that it names. */
  boolean isSeparate(AlterAction action) {
    if (action instanceof AlterAction.AddConstraint add) {
      return add.constraint().rule() instanceof TableElement.UniqueKey
          || (add.constraint().rule() instanceof TableElement.ForeignKey key
              && (!hasAll(key.columns()) || separate(action) != null));
    }
    if (action instanceof AlterAction.DropConstraint drop) {
      // What is no step is a unique key, or comes with an action before.
      List<String> steps = new ArrayList<>();
      table.schema().checks().forEach(check -> steps.add(check.name()));
      table.schema().foreignKeys().forEach(key -> steps.add(key.name()));
      return NameMatch.indexOf(drop.constraint(), steps) < 0;
    }
    return separate(action) != null;
  }

  private boolean hasAll(List<Identifier> names) {
    return names.stream().allMatch(name -> NameMatch.indexOf(name, columns()) >= 0);
  }

  /** What a column's definition says of keys of the table. */
  private static List<TableElement.ColumnConstraint> keyed(TableElement.ColumnDefinition column) {
    return column.constraints().stream()
        .filter(
            constraint ->
                constraint.rule() instanceof TableElement.UniqueColumn
                    || constraint.rule() instanceof TableElement.ReferenceColumn)
        .toList();
  }

  /** The column comes first, then its keys; it goes again when one of them is refused. */
  private void addColumn(AlterAction.AddColumn add) {
    TableElement.ColumnDefinition column = add.column();
    List<TableElement.ColumnConstraint> keyed = keyed(column);
    List<TableElement.ColumnConstraint> others = new ArrayList<>(column.constraints());
    others.removeAll(keyed);
    TableElement.ColumnDefinition plain =
        new TableElement.ColumnDefinition(column.offset(), column.name(), column.type(), others);
    List<AlterAction> action = List.of(new AlterAction.AddColumn(add.offset(), false, plain));
    database
        .schema()
        .alterTable(
            table.name(), change -> new TableAlterer(binding, tables, table).apply(action, change));
    int indexes = table.schema().indexes().size();
    boolean done = false;
    try {
      keyed.forEach(constraint -> add(column, constraint));
      done = true;
    } finally {
      if (!done) {
        takeBack(column.name().text(), indexes);
      }
    }
  }

  private void takeBack(String column, int indexes) {
    List<ForeignKeySchema> keys =
        table.schema().foreignKeys().stream()
            .filter(key -> key.columns().equals(List.of(column)))
            .toList();
    if (!keys.isEmpty()) {
      database
          .schema()
          .alterTable(
              table.name(),
              change -> {
                keys.forEach(key -> change.dropForeignKey(key.name()));
                return change;
              });
    }
    List<IndexSchema> all = table.schema().indexes();
    for (IndexSchema index : all.subList(Math.min(indexes, all.size()), all.size())) {
      database.schema().dropIndex(table.name(), index.name());
    }
    database.schema().alterTable(table.name(), change -> change.dropColumn(column));
  }

  private void add(TableElement.ColumnDefinition column, TableElement.ColumnConstraint constraint) {
    TableElement.TableRule rule =
        constraint.rule() instanceof TableElement.ReferenceColumn reference
            ? new TableElement.ForeignKey(
                constraint.offset(), List.of(column.name()), reference.target())
            : new TableElement.UniqueKey(constraint.offset(), List.of(TableDefiner.key(column)));
    TableElement.TableConstraint declared =
        new TableElement.TableConstraint(constraint.offset(), constraint.name(), rule);
    Runnable separate = addition(declared);
    if (separate != null) {
      separate.run();
      return;
    }
    List<AlterAction> action =
        List.of(new AlterAction.AddConstraint(constraint.offset(), declared));
    database
        .schema()
        .alterTable(
            table.name(), change -> new TableAlterer(binding, tables, table).apply(action, change));
  }

  /** Foreign keys that reference the key go with it, or keep it. */
  private void dropUnique(AlterAction.DropConstraint drop, String name) {
    IndexSchema index =
        table.schema().indexes().stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow();
    List<String> columns = index.key().stream().map(KeyPart::column).sorted().toList();
    for (String other : database.schema().tables()) {
      for (ForeignKeySchema key : database.table(other).schema().foreignKeys()) {
        boolean references =
            key.table().equals(table.name())
                && key.referenced().stream().sorted().toList().equals(columns);
        if (references && drop.behavior() != DefinitionStatement.DropBehavior.CASCADE) {
          throw Dependents.inUse(
              name, "foreign key " + key.name() + " of " + other, drop.offset(), binding);
        }
        if (references) {
          database.schema().alterTable(other, change -> change.dropForeignKey(key.name()));
        }
      }
    }
    database.schema().dropIndex(table.name(), name);
  }

  private List<String> columns() {
    return table.schema().columns().stream().map(ColumnSchema::name).toList();
  }

  private Runnable addition(TableElement.TableConstraint constraint) {
    if (constraint.rule() instanceof TableElement.UniqueKey key) {
      List<String> parts = new ArrayList<>();
      key.key().forEach(item -> parts.add(IndexDefiner.column(item, binding, columns())));
      IndexSchema.Builder index =
          IndexSchema.named(
              constraint
                  .name()
                  .map(Identifier::text)
                  .orElse(table.name() + "_" + String.join("_", parts) + "_key"));
      for (int i = 0; i < parts.size(); i++) {
        index =
            key.key().get(i).descending()
                ? index.descending(parts.get(i))
                : index.ascending(parts.get(i));
      }
      IndexSchema unique = index.unique().build();
      return () -> createIndex(unique, constraint.offset());
    }
    return constraint.rule() instanceof TableElement.ForeignKey key
        ? foreignKey(constraint, key)
        : null;
  }

  private void createIndex(IndexSchema index, int offset) {
    boolean there =
        table.schema().indexes().stream()
            .anyMatch(other -> other.name().equalsIgnoreCase(index.name()));
    if (there) {
      throw binding.fault(
          SqlState.DUPLICATE_TABLE,
          offset,
          "There is an object of this name already.",
          "name",
          index.name());
    }
    database.schema().createIndex(table.name(), index);
  }

  /** A foreign key without a key that begins with its columns: the index is made before. */
  private Runnable foreignKey(
      TableElement.TableConstraint constraint, TableElement.ForeignKey rule) {
    ForeignKeySchema key =
        new ForeignKeyDefiner(binding, tables, table.name(), columns())
            .foreignKey(constraint.name(), rule.columns(), rule.target());
    if (ForeignKeyDefiner.isServed(table.schema(), key.columns())) {
      return null;
    }
    IndexSchema.Builder index = IndexSchema.named(key.name() + "_idx");
    for (String column : key.columns()) {
      index = index.ascending(column);
    }
    IndexSchema made = index.build();
    return () -> addForeignKey(key, made, constraint.offset());
  }

  private void addForeignKey(ForeignKeySchema key, IndexSchema index, int offset) {
    createIndex(index, offset);
    boolean done = false;
    try {
      database.schema().alterTable(table.name(), change -> change.addForeignKey(key));
      done = true;
    } finally {
      if (!done) {
        database.schema().dropIndex(table.name(), index.name());
      }
    }
  }

  /** The unique index that a constraint is. */
  private Optional<String> unique(Identifier constraint) {
    List<String> indexes =
        table.schema().indexes().stream()
            .filter(index -> index.unique() && index.predicate() == null)
            .map(IndexSchema::name)
            .toList();
    int index = NameMatch.indexOf(constraint, indexes);
    return index < 0 ? Optional.empty() : Optional.of(indexes.get(index));
  }

  /** A check or a foreign key is dropped and added again, in one change, which reads the rows. */
  private void rename(AlterAction.RenameConstraint rename) {
    String name = rename.newName().text();
    List<CheckSchema> checks = table.schema().checks();
    int check =
        NameMatch.indexOf(rename.constraint(), checks.stream().map(CheckSchema::name).toList());
    if (check >= 0) {
      CheckSchema old = checks.get(check);
      database
          .schema()
          .alterTable(
              table.name(), change -> change.dropCheck(old.name()).addCheck(name, old.predicate()));
      return;
    }
    List<ForeignKeySchema> keys = table.schema().foreignKeys();
    int key =
        NameMatch.indexOf(rename.constraint(), keys.stream().map(ForeignKeySchema::name).toList());
    if (key >= 0) {
      ForeignKeySchema old = keys.get(key);
      ForeignKeySchema again =
          new ForeignKeySchema(
              name, old.columns(), old.table(), old.referenced(), old.onDelete(), old.onUpdate());
      database
          .schema()
          .alterTable(
              table.name(), change -> change.dropForeignKey(old.name()).addForeignKey(again));
      return;
    }
    Optional<String> index = unique(rename.constraint());
    if (index.isPresent()) {
      database.schema().alterTable(table.name(), change -> change.renameIndex(index.get(), name));
      return;
    }
    throw binding.fault(
        SqlState.UNDEFINED_TYPE,
        rename.constraint().offset(),
        "The table has no constraint of this name.",
        "name",
        rename.constraint().text());
  }
}
