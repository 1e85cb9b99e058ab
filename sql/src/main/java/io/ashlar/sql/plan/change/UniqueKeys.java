package io.ashlar.sql.plan.change;

import io.ashlar.PreparedScan;
import io.ashlar.Table;
import io.ashlar.error.SchemaException;
import io.ashlar.query.Predicate;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.KeyPart;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.FrameLayout;
import io.ashlar.sql.bind.NameMatch;
import io.ashlar.sql.bind.Scope;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.lower.PredicateLowering;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.syntax.DataStatement;
import io.ashlar.sql.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The keys of a table that no two rows have in common, and which of them a statement means. */
final class UniqueKeys {

  private final Binding binding;
  private final Table table;

  /**
   * A key.
   *
   * @param index the unique index; null for the primary key
   * @param columns its columns in order
   */
  record UniqueKey(IndexSchema index, List<String> columns) {

    /** Whether only some rows have it. */
    boolean isPartial() {
      return index != null && index.predicate() != null;
    }
  }

  UniqueKeys(Binding binding, Table table) {
    this.binding = binding;
    this.table = table;
  }

  /** All, the primary key first. */
  List<UniqueKey> all() {
    List<UniqueKey> keys = new ArrayList<>();
    if (!table.schema().primaryKey().isEmpty()) {
      keys.add(new UniqueKey(null, table.schema().primaryKey()));
    }
    for (IndexSchema index : table.schema().indexes()) {
      if (index.unique()) {
        keys.add(new UniqueKey(index, index.key().stream().map(KeyPart::column).toList()));
      }
    }
    return keys;
  }

  /** The key that a statement names; null when it names none. */
  UniqueKey target(DataStatement.ConflictTarget target) {
    return target instanceof DataStatement.TargetColumns columns
        ? ofColumns(columns)
        : ofConstraint((DataStatement.TargetConstraint) target);
  }

  /** The key of all rows that has these columns, in any sequence; null when there is none. */
  UniqueKey ofAllRows(Set<String> names) {
    for (UniqueKey key : all()) {
      if (!key.isPartial() && Set.copyOf(key.columns).equals(names)) {
        return key;
      }
    }
    return null;
  }

  private UniqueKey ofColumns(DataStatement.TargetColumns target) {
    List<Source.SourceColumn> columns =
        new AssignedColumns(binding, table.name(), Tables.columns(table)).columns(target.columns());
    Set<String> names = Set.copyOf(columns.stream().map(Source.SourceColumn::name).toList());
    UniqueKey whole = ofAllRows(names);
    if (whole == null && target.where().isPresent()) {
      Predicate condition = condition(target.where().get());
      for (UniqueKey key : all()) {
        if (key.isPartial()
            && Set.copyOf(key.columns).equals(names)
            && implies(condition, key.index)) {
          return key;
        }
      }
    }
    if (whole == null) {
      throw binding.fault(
          SqlState.INVALID_COLUMN_REFERENCE,
          target.offset(),
          "No primary key and no unique index has these columns.",
          "table",
          table.name());
    }
    return whole;
  }

  private Predicate condition(Expression where) {
    Scope scope = new Scope(binding);
    scope.add(new Source(table.name(), Tables.columns(table), new FrameLayout()), where.offset());
    Predicate condition =
        PredicateLowering.ofConstants(new ExpressionBinder(binding, scope)).lower(where);
    if (condition == null) {
      throw binding.unsupported(where.offset(), "this condition of a partial index");
    }
    return condition;
  }

  /** A partial index can be walked for the rows of a condition if all of them are in it. */
  private boolean implies(Predicate condition, IndexSchema index) {
    try (PreparedScan scan =
        table.scan().using(index.name()).where(condition).unbounded().prepare()) {
      return scan != null;
    } catch (SchemaException others) {
      return false;
    }
  }

  private UniqueKey ofConstraint(DataStatement.TargetConstraint target) {
    for (UniqueKey key : all()) {
      String name = key.index == null ? table.name() + "_pkey" : key.index.name();
      if (NameMatch.matches(target.name(), name)) {
        return key;
      }
    }
    throw binding.fault(
        SqlState.UNDEFINED_TYPE,
        target.offset(),
        "The table has no primary key and no unique index of this name.",
        "name",
        target.name().text(),
        "table",
        table.name());
  }
}
