package io.ashlar.sql.plan;

import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.QueryBody;
import java.util.List;

/** What RETURNING gives back of each row. */
public final class ReturningList {

  private final SelectList list;

  /**
   * Of a statement.
   *
   * @param binding of the statement
   * @param expressions over the row as it is given back
   * @param items what is named, at least one
   * @throws io.ashlar.sql.error.SqlException when an item cannot be understood
   */
  public ReturningList(
      Binding binding, ExpressionBinder expressions, List<QueryBody.SelectItem> items) {
    this.list = new SelectList(binding, expressions, false);
    list.add(items);
  }

  /**
   * The columns of the result.
   *
   * @return in order
   */
  public List<ResultColumn> columns() {
    return List.copyOf(list.columns());
  }

  /**
   * What computes them.
   *
   * @return in order
   */
  public List<Scalar> scalars() {
    return List.copyOf(list.scalars());
  }
}
