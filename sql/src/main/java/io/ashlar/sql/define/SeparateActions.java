package io.ashlar.sql.define;

import io.ashlar.Database;
import io.ashlar.Table;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.Partition;
import io.ashlar.schema.Partitioning;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.syntax.AlterAction;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.type.ColumnTypes;
import io.ashlar.sql.type.SqlType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Actions of ALTER TABLE that are no step of a change of the table, but changes of their own. */
final class SeparateActions {

  private final Database database;
  private final Binding binding;
  private final Tables tables;
  private final Table table;

  SeparateActions(Database database, Binding binding, Tables tables, Table table) {
    this.database = database;
    this.binding = binding;
    this.tables = tables;
    this.table = table;
  }

  /** Carries out an action, if it is such a one; else does nothing. */
  boolean run(AlterAction action) {
    Runnable separate = separate(action);
    if (separate != null) {
      separate.run();
    }
    return separate != null;
  }

  /**
   * The actions in groups that are carried out one after the other: each such action alone, and
   * what stands between them as one change of the table.
   */
  List<List<AlterAction>> grouped(List<AlterAction> actions) {
    List<List<AlterAction>> groups = new ArrayList<>();
    boolean open = false;
    for (AlterAction action : actions) {
      boolean alone = isSeparate(action);
      if (alone || !open) {
        groups.add(new ArrayList<>());
      }
      groups.get(groups.size() - 1).add(action);
      open = !alone;
    }
    return groups;
  }

  private boolean isSeparate(AlterAction action) {
    return action instanceof AlterAction.AddPartition
        || action instanceof AlterAction.DropPartition
        || action instanceof AlterAction.KeepHistory
        || action instanceof AlterAction.KeepNoHistory
        || new ConstraintActions(database, binding, tables, table).isSeparate(action);
  }

  private Runnable separate(AlterAction action) {
    if (action instanceof AlterAction.AddPartition add) {
      return () -> addPartition(add);
    }
    if (action instanceof AlterAction.DropPartition drop) {
      return () -> dropPartition(drop);
    }
    if (action instanceof AlterAction.KeepHistory keep) {
      return () -> keepHistory(clauses().duration(keep.history().retention()));
    }
    if (action instanceof AlterAction.KeepNoHistory) {
      return () -> keepHistory(Duration.ZERO);
    }
    return new ConstraintActions(database, binding, tables, table).separate(action);
  }

  private ClauseDefiner clauses() {
    return new ClauseDefiner(binding, types());
  }

  private Map<String, SqlType> types() {
    Map<String, SqlType> types = new LinkedHashMap<>();
    for (ColumnSchema column : table.schema().columns()) {
      types.put(column.name(), ColumnTypes.of(column));
    }
    return types;
  }

  private void keepHistory(Duration retention) {
    database.schema().keepHistory(table.name(), retention);
  }

  private void addPartition(AlterAction.AddPartition add) {
    Partitioning partitions = table.schema().partitioning();
    if (partitions == null || partitions.columns().size() != add.values().size()) {
      throw binding.fault(
          SqlState.INVALID_TABLE_DEFINITION,
          add.offset(),
          "A partition is named by a value for each column that decides it.",
          "table",
          table.name(),
          "columns",
          partitions == null ? List.of() : partitions.columns());
    }
    Map<String, SqlType> types = types();
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < add.values().size(); i++) {
      Expression value = add.values().get(i);
      values.add(clauses().constant(value, types.get(partitions.columns().get(i))));
    }
    if (!table.createPartition(values.toArray())) {
      throw binding.fault(
          SqlState.DUPLICATE_TABLE, add.offset(), "There is such a partition already.");
    }
  }

  private void dropPartition(AlterAction.DropPartition drop) {
    for (Partition partition : table.listPartitions()) {
      if (partition.name().equals(drop.name()) && table.dropPartition(partition)) {
        return;
      }
    }
    throw binding.fault(
        SqlState.UNDEFINED_TYPE,
        drop.offset(),
        "The table has no partition of this name.",
        "name",
        drop.name());
  }
}
