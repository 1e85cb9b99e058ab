package io.ashlar.sql.plan.change;

import io.ashlar.Table;
import io.ashlar.sql.access.ColumnStore;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.FrameLayout;
import io.ashlar.sql.bind.Scope;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.change.Change;
import io.ashlar.sql.change.MergeRun;
import io.ashlar.sql.change.RowWrite;
import io.ashlar.sql.change.SeenKeys;
import io.ashlar.sql.execute.RowStore;
import io.ashlar.sql.plan.TableSelection;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.DataStatement;
import io.ashlar.sql.syntax.DataStatement.MatchKind;
import io.ashlar.sql.syntax.QueryBody;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Plans MERGE. What is kept of a row that is to be changed is the number of its branch, its primary
 * key, and those columns of the row as it is afterwards that somebody reads.
 */
final class MergePlanner {

  private final Binding binding;
  private final Tables tables;
  private final DataStatement.Merge merge;
  private final Table table;
  private final List<Source.SourceColumn> key;

  /** The columns of the row as it is afterwards that somebody reads, by number. */
  private final Set<Integer> read = new TreeSet<>();

  MergePlanner(Binding binding, Tables tables, DataStatement.Merge merge) {
    this.binding = binding;
    this.tables = tables;
    this.merge = merge;
    this.table = tables.table(merge.table(), binding);
    this.key = Tables.key(table);
  }

  Change plan() {
    TableSelection both =
        TableSelection.merged(
            binding, tables, merge.table(), merge.alias(), merge.source(), merge.condition());
    MergeReading joined = new MergeReading(binding, both, both.others());
    MergeReading rest = null;
    boolean hasRest = false;
    for (DataStatement.MergeBranch branch : merge.branches()) {
      hasRest |= branch.match() == MatchKind.NOT_MATCHED_BY_SOURCE;
    }
    if (hasRest) {
      TableSelection alone =
          new TableSelection(binding, tables, merge.table(), merge.alias(), Optional.empty());
      rest = new MergeReading(binding, alone, both.others());
    }
    return planned(joined, rest);
  }

  private Change planned(MergeReading joined, MergeReading rest) {
    for (int i = 0; i < merge.branches().size(); i++) {
      DataStatement.MergeBranch branch = merge.branches().get(i);
      boolean alone = branch.match() == MatchKind.NOT_MATCHED_BY_SOURCE;
      bind(alone ? rest : joined, i, branch);
    }
    Returning returning = joined.returning(merge.returning());
    Returning same = rest == null ? returning : rest.returning(merge.returning());
    read.addAll(joined.read());
    List<SqlType> types = new ArrayList<>(List.of(SqlType.BIGINT));
    List<Source.SourceColumn> columns = Tables.columns(table);
    key.forEach(column -> types.add(column.type()));
    read.forEach(column -> types.add(columns.get(column).type()));
    List<RowWrite> writes = new ArrayList<>();
    merge.branches().forEach(branch -> writes.add(write(branch, columns)));
    List<Scalar> keys = key.stream().map(this::keptKey).toList();
    return new MergeRun(
        joined.pass(key, read, returning.scalars()),
        rest == null ? null : rest.pass(key, read, same.scalars()),
        new Frame(types.size()),
        new RowStore(types),
        new SeenKeys(keys),
        rest == null ? null : new SeenKeys(keys),
        writes,
        returning.rows(),
        returning.query());
  }

  /** A column of the key as it is kept. */
  private Scalar keptKey(Source.SourceColumn column) {
    return ColumnReference.of(column.type(), 1 + key.indexOf(column));
  }

  /** A column of the row as it is afterwards, as it is kept. */
  private Scalar keptColumn(int column, List<Source.SourceColumn> columns) {
    int place = new ArrayList<>(read).indexOf(column);
    return ColumnReference.of(columns.get(column).type(), 1 + key.size() + place);
  }

  private void bind(MergeReading reading, int number, DataStatement.MergeBranch branch) {
    boolean matched = branch.match() != MatchKind.NOT_MATCHED;
    Scope scope = matched ? reading.rows() : reading.sourceAlone();
    ExpressionBinder expressions = new ExpressionBinder(binding, scope);
    Scalar condition = branch.condition().map(expressions::condition).orElse(null);
    DataStatement.MergeAction action = branch.action();
    boolean acts = !(action instanceof DataStatement.MergeNothing);
    MergeReading.Bound bound = reading.branch(number, matched, condition, acts);
    if (action instanceof DataStatement.MergeUpdate update) {
      SetClause set = new SetClause(binding, table, update.assignments());
      List<Scalar> values = set.values(expressions);
      for (int i = 0; i < values.size(); i++) {
        int column = set.settings().get(i).index();
        bound.set(column, values.get(i));
        read.add(column);
      }
    } else if (action instanceof DataStatement.MergeInsert insert) {
      List<Scalar> values = complete(insert, scope);
      for (int i = 0; i < values.size(); i++) {
        bound.set(i, values.get(i));
        read.add(i);
      }
    }
  }

  private List<Scalar> complete(DataStatement.MergeInsert insert, Scope scope) {
    DataStatement.InsertSource source =
        insert.values().isEmpty()
            ? new DataStatement.DefaultRow(insert.offset())
            : new DataStatement.Rows(
                insert.offset(), List.of(new QueryBody.ValueRow(insert.offset(), insert.values())));
    IdentityRule identity = new IdentityRule(binding, table, insert.overriding());
    GivenRows given =
        new GivenRows(binding, tables, table, insert.columns(), source, identity, scope);
    return image().complete(given.rows().get(0));
  }

  private NewRows image() {
    return new NewRows(binding, table, table.name(), new FrameLayout());
  }

  /** What a branch does with a row that was kept. */
  private RowWrite write(DataStatement.MergeBranch branch, List<Source.SourceColumn> columns) {
    KeyedRows row = new KeyedRows(key, this::keptKey);
    if (branch.action() instanceof DataStatement.MergeUpdate update) {
      List<ColumnStore> stores = new ArrayList<>();
      for (SetClause.Setting setting :
          new SetClause(binding, table, update.assignments()).settings()) {
        stores.add(
            new ColumnStore(setting.column().column(), keptColumn(setting.index(), columns)));
      }
      return RowWrite.update(
          table.update().where(row.predicate()), row.operands(), stores, binding.reading());
    }
    if (branch.action() instanceof DataStatement.MergeInsert) {
      List<Scalar> values = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        values.add(keptColumn(i, columns));
      }
      return image().insert(values);
    }
    return RowWrite.delete(
        table.delete().where(row.predicate()), row.operands(), binding.reading());
  }
}
