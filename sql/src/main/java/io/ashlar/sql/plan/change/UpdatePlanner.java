package io.ashlar.sql.plan.change;

import io.ashlar.Update;
import io.ashlar.query.IntColumn;
import io.ashlar.query.IntegerExpression;
import io.ashlar.query.LongColumn;
import io.ashlar.sql.access.ColumnStore;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.change.Change;
import io.ashlar.sql.change.RowWrite;
import io.ashlar.sql.change.SlotWrites;
import io.ashlar.sql.change.TableUpdate;
import io.ashlar.sql.plan.TableSelection;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.DataStatement;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.type.SqlKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plans UPDATE. */
final class UpdatePlanner {

  private final Binding binding;
  private final Tables tables;

  UpdatePlanner(Binding binding, Tables tables) {
    this.binding = binding;
    this.tables = tables;
  }

  Change plan(DataStatement.Update update) {
    TableSelection selection = selection(update);
    SetClause set = new SetClause(binding, selection.table(), update.assignments());
    if (update.returning().isEmpty() && selection.isJudgedByTable()) {
      Change handedDown = handDown(update, selection, set);
      if (handedDown != null) {
        return handedDown;
      }
    }
    return rowByRow(update, selection(update), set);
  }

  private TableSelection selection(DataStatement.Update update) {
    return update.from().isEmpty()
        ? new TableSelection(binding, tables, update.table(), update.alias(), update.where())
        : TableSelection.joined(
            binding, tables, update.table(), update.alias(), update.from(), update.where());
  }

  /** The table's own statement; null when there is something that it cannot do. */
  private Change handDown(DataStatement.Update update, TableSelection selection, SetClause set) {
    Update statement = selection.table().update();
    for (SetClause.Setting setting : set.settings()) {
      if (setting.query() != null || !handDown(set, setting, selection, statement)) {
        return null;
      }
    }
    return Selecting.by(selection, update.orderBy(), update.limit(), statement)
        ? new TableUpdate(
            statement,
            selection.operands(),
            update.limit().map(rows -> TableSelection.number(binding, rows)).orElse(null),
            binding.reading())
        : null;
  }

  private Change rowByRow(DataStatement.Update update, TableSelection selection, SetClause set) {
    KeptPlanner kept =
        new KeptPlanner(binding, selection, update.orderBy(), update.limit(), update.offset());
    Source target = selection.source();
    Source after = new Source(target.name(), target.columns(), selection.layout());
    SlotWrites changes = new SlotWrites();
    Map<Integer, Scalar> values = new HashMap<>();
    List<Scalar> computed = set.values(selection.expressions());
    for (int i = 0; i < computed.size(); i++) {
      int column = set.settings().get(i).index();
      changes.add(after.slot(column), computed.get(i));
      values.put(column, computed.get(i));
    }
    List<Source> shown = new ArrayList<>(List.of(after));
    shown.addAll(selection.others());
    Returning returning = Returning.of(binding, shown, update.returning());
    for (Source.Used used : after.used()) {
      if (!values.containsKey(used.index())) {
        changes.add(
            used.slot(), ColumnReference.of(used.column().type(), target.slot(used.index())));
      }
    }
    List<ColumnStore> stores = new ArrayList<>();
    for (SetClause.Setting setting : set.settings()) {
      Source.SourceColumn column = setting.column();
      Scalar value = ColumnReference.of(column.type(), after.slot(setting.index()));
      stores.add(new ColumnStore(column.column(), kept.keep(value)));
    }
    KeyedRows row = kept.row();
    Update statement = selection.table().update().where(row.predicate());
    RowWrite write = RowWrite.update(statement, row.operands(), stores, binding.reading());
    return kept.plan(changes, write, returning);
  }

  /** Sets a column by the table's own statement; false when it cannot compute the value. */
  private boolean handDown(
      SetClause set, SetClause.Setting setting, TableSelection selection, Update statement) {
    if (setting.value() instanceof Expression.DefaultValue) {
      return false;
    }
    ExpressionBinder expressions = selection.expressions();
    BitSet asked = expressions.scope().watch(true);
    set.value(setting, expressions);
    boolean isFree = asked.isEmpty() && !expressions.scope().wasVolatile();
    expressions.scope().unwatch();
    if (isFree) {
      Scalar value = set.value(setting, expressions);
      statement.set(setting.column().column(), selection.operand(value));
      return true;
    }
    IntegerExpression sum = new WholeSum(selection).lower(setting.value());
    if (sum == null) {
      return false;
    }
    if (setting.column().column() instanceof LongColumn column) {
      statement.set(column, sum);
      return true;
    }
    // Narrower types are stored as integers, whose bounds are not theirs.
    if (setting.column().column() instanceof IntColumn column
        && setting.column().type().kind() == SqlKind.INTEGER) {
      statement.set(column, sum);
      return true;
    }
    return false;
  }
}
