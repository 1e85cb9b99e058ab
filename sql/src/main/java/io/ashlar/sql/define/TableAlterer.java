package io.ashlar.sql.define;

import io.ashlar.Table;
import io.ashlar.query.Predicate;
import io.ashlar.schema.CheckSchema;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.DefaultValue;
import io.ashlar.schema.ForeignKeySchema;
import io.ashlar.schema.TableChange;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.NameMatch;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.syntax.AlterAction;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.TableElement;
import io.ashlar.sql.type.ColumnTypes;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What ALTER TABLE changes: all of its actions are one change of the schema. */
final class TableAlterer {

  private final Binding binding;
  private final Tables tables;
  private final Table table;
  private final ColumnDefiner definer;

  /** The columns by name, as they are after the actions so far. */
  private final Map<String, SqlType> columns = new LinkedHashMap<>();

  /** Whether actions that are changes of their own are judged, too, as far as that can be. */
  private boolean checking;

  /** Constraints that came with actions so far. */
  private final List<String> added = new ArrayList<>();

  TableAlterer(Binding binding, Tables tables, Table table) {
    this.binding = binding;
    this.tables = tables;
    this.table = table;
    this.definer = new ColumnDefiner(binding);
    for (Source.SourceColumn column : Tables.columns(table)) {
      columns.put(column.name(), column.type());
    }
  }

  TableChange apply(List<AlterAction> actions, TableChange change) {
    TableChange all = change;
    for (AlterAction action : actions) {
      all = apply(action, all);
    }
    return all;
  }

  /**
   * Judges actions that are carried out one after the other, before the first is: what they name,
   * and whether they are known at all.
   */
  void check(List<AlterAction> actions) {
    checking = true;
    apply(actions, new TableChange());
  }

  private TableChange apply(AlterAction action, TableChange change) {
    boolean later =
        action instanceof AlterAction.AddPartition
            || action instanceof AlterAction.DropPartition
            || action instanceof AlterAction.KeepHistory
            || action instanceof AlterAction.KeepNoHistory
            || action instanceof AlterAction.RenameConstraint;
    if (checking && later) {
      return change;
    }
    if (action instanceof AlterAction.AddColumn add) {
      return addColumn(add, change);
    }
    if (action instanceof AlterAction.DropColumn drop) {
      return dropColumn(drop, change);
    }
    if (action instanceof AlterAction.RenameColumn rename) {
      String name = name(rename.column());
      boolean taken =
          columns.keySet().stream()
              .anyMatch(
                  other -> !other.equals(name) && other.equalsIgnoreCase(rename.newName().text()));
      if (taken) {
        throw duplicate(rename.newName());
      }
      columns.put(rename.newName().text(), columns.remove(name));
      return change.renameColumn(name, rename.newName().text());
    }
    if (action instanceof AlterAction.RenameTable rename) {
      Labeller.requireFree(rename.newName(), table.name(), tables, binding);
      return change.renameTo(rename.newName().text());
    }
    if (action instanceof AlterAction.AddConstraint add) {
      return addConstraint(add.constraint(), change);
    }
    return applyToColumn(action, change);
  }

  private TableChange applyToColumn(AlterAction action, TableChange change) {
    if (action instanceof AlterAction.SetNotNull set) {
      return change.setNotNull(name(set.column()));
    }
    if (action instanceof AlterAction.DropNotNull drop) {
      return change.dropNotNull(name(drop.column()));
    }
    if (action instanceof AlterAction.DropDefault drop) {
      return change.dropDefault(name(drop.column()));
    }
    if (action instanceof AlterAction.SetDefault set) {
      return setDefault(set.column(), set.value(), change);
    }
    if (action instanceof AlterAction.SetType set) {
      return setType(set, change);
    }
    if (action instanceof AlterAction.DropConstraint drop) {
      return dropConstraint(drop, change);
    }
    throw binding.unsupported(action.offset(), "this action of ALTER TABLE");
  }

  private String name(Identifier column) {
    return IndexDefiner.column(column, binding, List.copyOf(columns.keySet()));
  }

  private boolean has(Identifier column) {
    return NameMatch.indexOf(column, List.copyOf(columns.keySet())) >= 0;
  }

  private TableChange addColumn(AlterAction.AddColumn add, TableChange change) {
    Identifier name = add.column().name();
    if (has(name)) {
      if (add.ifNotExists()) {
        return change;
      }
      throw duplicate(name);
    }
    ColumnSchema column = definer.column(add.column());
    if (column.identity()) {
      throw binding.unsupported(add.offset(), "an identity column that is added");
    }
    columns.put(column.name(), definer.type(add.column().type()));
    TableChange all =
        change.addColumn(column.name(), column.type()).declaredType(column.declaredType());
    if (column.maxLength() != ColumnSchema.UNLIMITED) {
      all = all.maxLength(column.maxLength());
    }
    if (column.defaultValue() instanceof DefaultValue computed) {
      all = all.defaultTo(computed);
    } else if (column.defaultValue() != null) {
      all = all.defaultValue(column.defaultValue());
    }
    if (!column.nullable()) {
      all = all.notNull();
    }
    return constrained(add.column(), all);
  }

  private SqlException duplicate(Identifier name) {
    return binding.fault(
        SqlState.DUPLICATE_COLUMN,
        name.offset(),
        "The table has a column of this name already.",
        "column",
        name.text());
  }

  private TableChange constrained(TableElement.ColumnDefinition column, TableChange change) {
    TableChange all = change;
    for (TableElement.ColumnConstraint constraint : column.constraints()) {
      TableElement.ColumnRule rule = constraint.rule();
      if (rule instanceof TableElement.CheckColumn check) {
        String name =
            constraint
                .name()
                .map(Identifier::text)
                .orElse(table.name() + "_" + column.name().text() + "_check");
        all = all.addCheck(name, condition(check.condition()));
      } else if (checking && !(rule instanceof TableElement.PrimaryColumn)) {
        constraint.name().map(Identifier::text).ifPresent(added::add);
      } else if (rule instanceof TableElement.PrimaryColumn
          || rule instanceof TableElement.UniqueColumn
          || rule instanceof TableElement.ReferenceColumn) {
        throw binding.unsupported(rule.offset(), "this constraint of a column that is added");
      }
    }
    return all;
  }

  private Predicate condition(Expression condition) {
    return new ConditionDefiner(binding, table.name(), columns).predicate(condition);
  }

  private TableChange addConstraint(TableElement.TableConstraint constraint, TableChange change) {
    constraint.name().map(Identifier::text).ifPresent(added::add);
    if (checking && constraint.rule() instanceof TableElement.UniqueKey key) {
      List<String> names = List.copyOf(columns.keySet());
      key.key().forEach(part -> IndexDefiner.column(part, binding, names));
      return change;
    }
    if (constraint.rule() instanceof TableElement.ForeignKey key) {
      return change.addForeignKey(
          new ForeignKeyDefiner(binding, tables, table.name(), List.copyOf(columns.keySet()))
              .foreignKey(constraint.name(), key.columns(), key.target()));
    }
    if (constraint.rule() instanceof TableElement.UniqueKey) {
      throw binding.unsupported(constraint.offset(), "UNIQUE beside other actions of ALTER TABLE");
    }
    if (!(constraint.rule() instanceof TableElement.Check check)) {
      throw binding.unsupported(constraint.offset(), "this constraint of ALTER TABLE");
    }
    String name = constraint.name().map(Identifier::text).orElse(table.name() + "_check");
    return change.addCheck(name, condition(check.condition()));
  }

  private TableChange dropConstraint(AlterAction.DropConstraint drop, TableChange change) {
    List<String> keys = table.schema().foreignKeys().stream().map(ForeignKeySchema::name).toList();
    int key = NameMatch.indexOf(drop.constraint(), keys);
    if (key >= 0) {
      return change.dropForeignKey(keys.get(key));
    }
    List<String> checks = table.schema().checks().stream().map(CheckSchema::name).toList();
    int check = NameMatch.indexOf(drop.constraint(), checks);
    if (check >= 0) {
      return change.dropCheck(checks.get(check));
    }
    boolean hasKey = !table.schema().primaryKey().isEmpty();
    if (hasKey && NameMatch.matches(drop.constraint(), table.name() + "_pkey")) {
      throw binding.unsupported(drop.offset(), "dropping a primary key");
    }
    if (drop.ifExists() || (checking && comes(drop.constraint()))) {
      return change;
    }
    throw binding.fault(
        SqlState.UNDEFINED_TYPE,
        drop.constraint().offset(),
        "The table has no constraint of this name.",
        "name",
        drop.constraint().text());
  }

  /** Whether a constraint is dropped or added by an action that is a change of its own. */
  private boolean comes(Identifier constraint) {
    List<String> names = new ArrayList<>(added);
    table.schema().indexes().stream()
        .filter(index -> index.unique() && index.predicate() == null)
        .forEach(index -> names.add(index.name()));
    return NameMatch.indexOf(constraint, names) >= 0;
  }

  private TableChange dropColumn(AlterAction.DropColumn drop, TableChange change) {
    if (drop.ifExists() && !has(drop.column())) {
      return change;
    }
    String name = name(drop.column());
    columns.remove(name);
    return change.dropColumn(name);
  }

  private TableChange setDefault(Identifier column, Expression value, TableChange change) {
    String name = name(column);
    Object given = definer.defaultOf(value, columns.get(name));
    if (given == null) {
      return change.dropDefault(name);
    }
    return given instanceof DefaultValue computed
        ? change.setDefault(name, computed)
        : change.setDefault(name, given);
  }

  /** A type may become wider: one that takes in all values of the one before. */
  private TableChange setType(AlterAction.SetType set, TableChange change) {
    if (set.using().isPresent()) {
      throw binding.unsupported(set.offset(), "USING");
    }
    String name = name(set.column());
    SqlType type = definer.type(set.type());
    SqlType before = columns.put(name, type);
    TableChange all = change;
    if (!before.columnType().equals(type.columnType())) {
      all = all.widenColumn(name, type.columnType().orElseThrow());
    }
    int maxLength = ColumnDefiner.maxLength(type);
    if (maxLength != ColumnDefiner.maxLength(before)) {
      all = all.setMaxLength(name, maxLength);
    }
    boolean always =
        table.schema().columns().stream()
            .anyMatch(
                column -> column.name().equals(name) && ColumnTypes.isAlwaysGenerated(column));
    return all.setDeclaredType(name, always ? ColumnTypes.alwaysGenerated(type) : type.toString());
  }
}
