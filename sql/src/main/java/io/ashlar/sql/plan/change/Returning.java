package io.ashlar.sql.plan.change;

import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.Scope;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.change.ReturnedRows;
import io.ashlar.sql.plan.PlannedQuery;
import io.ashlar.sql.plan.ResultColumn;
import io.ashlar.sql.plan.ReturningList;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.QueryBody;
import java.util.ArrayList;
import java.util.List;

/** What a change gives back, bound: nothing where the statement does not ask for it. */
final class Returning {

  private final List<ResultColumn> columns;
  private final List<Scalar> scalars;
  private final ReturnedRows rows;

  private Returning(List<ResultColumn> columns, List<Scalar> scalars, ReturnedRows rows) {
    this.columns = columns;
    this.scalars = scalars;
    this.rows = rows;
  }

  /**
   * Binds what is given back.
   *
   * @param sources the changed row as it is given back, and what it was joined with, in the order
   *     in which a star means them
   * @param items none for nothing
   */
  static Returning of(Binding binding, List<Source> sources, List<QueryBody.SelectItem> items) {
    if (items.isEmpty()) {
      return new Returning(List.of(), List.of(), null);
    }
    Scope scope = new Scope(binding);
    sources.forEach(source -> scope.add(source, items.get(0).offset()));
    ReturningList list = new ReturningList(binding, new ExpressionBinder(binding, scope), items);
    return new Returning(list.columns(), list.scalars(), new ReturnedRows(list.scalars()));
  }

  /** What computes it, over the frame of the change. */
  List<Scalar> scalars() {
    return scalars;
  }

  /** The same where the values stand in a frame already, from a column on. */
  Returning from(int first) {
    if (rows == null) {
      return this;
    }
    List<Scalar> moved = new ArrayList<>();
    for (int i = 0; i < scalars.size(); i++) {
      moved.add(ColumnReference.of(scalars.get(i).type(), first + i));
    }
    return new Returning(columns, moved, new ReturnedRows(moved));
  }

  /** Keeps it; null for nothing. */
  ReturnedRows rows() {
    return rows;
  }

  /** Shows it; null for nothing. */
  PlannedQuery query() {
    return rows == null ? null : new PlannedQuery(rows, rows.frame(), columns);
  }
}
