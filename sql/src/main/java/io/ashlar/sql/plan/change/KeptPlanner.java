package io.ashlar.sql.plan.change;

import io.ashlar.query.Order;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.change.Change;
import io.ashlar.sql.change.ChangedRows;
import io.ashlar.sql.change.KeptChange;
import io.ashlar.sql.change.RowWrite;
import io.ashlar.sql.change.SeenKeys;
import io.ashlar.sql.change.SlotWrites;
import io.ashlar.sql.execute.Limit;
import io.ashlar.sql.execute.Project;
import io.ashlar.sql.execute.Reading;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.execute.RowStore;
import io.ashlar.sql.execute.Sort;
import io.ashlar.sql.plan.TableSelection;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans changes of rows that are found first and changed then. What is kept of each stands in a
 * frame of its own: the key, the new values, what is given back, and what the rows are ordered by.
 */
final class KeptPlanner {

  private final Reading reading;
  private final TableSelection selection;
  private final List<Source.SourceColumn> key;
  private final List<Query.SortItem> order;
  private final Scalar count;
  private final List<Scalar> kept = new ArrayList<>();

  KeptPlanner(
      Binding binding,
      TableSelection selection,
      List<Query.SortItem> order,
      Optional<Expression> limit,
      int offset) {
    this.reading = binding.reading();
    this.selection = selection;
    this.key = Tables.key(selection.table());
    this.order = order;
    this.count = limit.map(rows -> TableSelection.number(binding, rows)).orElse(null);
    if (!selection.others().isEmpty() && (!order.isEmpty() || count != null)) {
      throw binding.unsupported(offset, "ORDER BY and LIMIT of a change with several tables");
    }
    key.forEach(column -> kept.add(selection.column(column)));
  }

  /** Selects the row, with its key as the first parameters. */
  KeyedRows row() {
    return new KeyedRows(key, column -> reference(key.indexOf(column)));
  }

  private Scalar reference(int index) {
    return ColumnReference.of(kept.get(index).type(), index);
  }

  /** Keeps a value of each row; what reads it when the row is changed. */
  Scalar keep(Scalar value) {
    kept.add(value);
    return reference(kept.size() - 1);
  }

  /**
   * Plans all, when everything has been bound.
   *
   * @param after computes what becomes of a row, beside it
   * @param returning what is given back, over the row and that
   */
  Change plan(SlotWrites after, RowWrite write, Returning returning) {
    Returning given = returning.from(kept.size());
    kept.addAll(returning.scalars());
    List<Order> scanOrder = selection.order(order);
    boolean sorts = !order.isEmpty() && scanOrder.isEmpty();
    List<Sort.Key> keys = new ArrayList<>();
    if (sorts) {
      for (Query.SortItem item : order) {
        keys.add(TableSelection.sortKey(kept.size(), item));
        kept.add(selection.expressions().bind(item.key(), SqlType.TEXT));
      }
    }
    boolean scanLimits = !sorts && selection.isOneScan();
    Frame frame = selection.frame();
    Frame each = new Frame(kept.size());
    List<SqlType> types = kept.stream().map(Scalar::type).toList();
    RowSource rows = selection.lockedRows(frame, scanOrder, scanLimits ? count : null);
    rows = new Project(new ChangedRows(rows, after, frame), kept, frame, each);
    if (sorts) {
      rows = new Sort(rows, keys, types, each, reading);
    }
    if (count != null && !scanLimits) {
      rows = new Limit(rows, count, null);
    }
    SeenKeys met = selection.others().isEmpty() ? null : new SeenKeys(row().key());
    return new KeptChange(rows, each, met, new RowStore(types), write, given.rows(), given.query());
  }
}
