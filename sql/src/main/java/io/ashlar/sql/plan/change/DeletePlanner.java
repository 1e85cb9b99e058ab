package io.ashlar.sql.plan.change;

import io.ashlar.Delete;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.change.Change;
import io.ashlar.sql.change.RowWrite;
import io.ashlar.sql.change.SlotWrites;
import io.ashlar.sql.change.TableDelete;
import io.ashlar.sql.plan.TableSelection;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.syntax.DataStatement;
import java.util.ArrayList;
import java.util.List;

/** Plans DELETE. */
final class DeletePlanner {

  private final Binding binding;
  private final Tables tables;

  DeletePlanner(Binding binding, Tables tables) {
    this.binding = binding;
    this.tables = tables;
  }

  Change plan(DataStatement.Delete delete) {
    TableSelection selection = selection(delete);
    Delete statement = selection.table().delete();
    if (delete.returning().isEmpty()
        && selection.isJudgedByTable()
        && Selecting.by(selection, delete.orderBy(), delete.limit(), statement)) {
      return new TableDelete(
          statement,
          selection.operands(),
          delete.limit().map(rows -> TableSelection.number(binding, rows)).orElse(null),
          binding.reading());
    }
    return rowByRow(delete, selection(delete));
  }

  private TableSelection selection(DataStatement.Delete delete) {
    return delete.using().isEmpty()
        ? new TableSelection(binding, tables, delete.table(), delete.alias(), delete.where())
        : TableSelection.joined(
            binding, tables, delete.table(), delete.alias(), delete.using(), delete.where());
  }

  private Change rowByRow(DataStatement.Delete delete, TableSelection selection) {
    KeptPlanner kept =
        new KeptPlanner(binding, selection, delete.orderBy(), delete.limit(), delete.offset());
    List<Source> shown = new ArrayList<>(List.of(selection.source()));
    shown.addAll(selection.others());
    Returning returning = Returning.of(binding, shown, delete.returning());
    KeyedRows row = kept.row();
    Delete statement = selection.table().delete().where(row.predicate());
    RowWrite write = RowWrite.delete(statement, row.operands(), binding.reading());
    return kept.plan(new SlotWrites(), write, returning);
  }
}
