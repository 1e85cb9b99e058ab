package io.ashlar.sql.bind;

import io.ashlar.sql.operator.ComparisonOperator;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.Query;
import java.util.List;

/** Makes scalars of queries that stand in expressions. What plans queries implements it. */
public interface Subqueries {

  /**
   * The one value of a query.
   *
   * @param query the query
   * @param binding of the statement
   * @param outer binds what the query names of the rows around it
   * @return null without rows; more than one row is 21000 when it is evaluated
   */
  Scalar value(Query query, Binding binding, ExpressionBinder outer);

  /**
   * The columns of the one row of a query. The first is evaluated first for each row around it; the
   * others say what it has found.
   *
   * @param query the query
   * @param binding of the statement
   * @param outer binds what the query names of the rows around it
   * @return a scalar for each column, all null without rows; more than one row is 21000
   */
  List<Scalar> row(Query query, Binding binding, ExpressionBinder outer);

  /**
   * Whether a query has a row.
   *
   * @param query the query
   * @param binding of the statement
   * @param outer binds what the query names of the rows around it
   * @return true or false
   */
  Scalar exists(Query query, Binding binding, ExpressionBinder outer);

  /**
   * Whether values are among the rows of a query, which has as many columns.
   *
   * @param operands the values
   * @param query the query
   * @param negated whether it is asked that they are not
   * @param binding of the statement
   * @param outer binds what the query names of the rows around it
   * @return true, false or null
   */
  Scalar in(
      List<Scalar> operands, Query query, boolean negated, Binding binding, ExpressionBinder outer);

  /**
   * Whether a comparison is true of all values of a query, or of one.
   *
   * @param operator compares
   * @param operand the left side
   * @param query the query, of one column
   * @param all whether it must be true of all
   * @param binding of the statement
   * @param outer binds what the query names of the rows around it
   * @return true, false or null
   */
  Scalar quantified(
      ComparisonOperator operator,
      Scalar operand,
      Query query,
      boolean all,
      Binding binding,
      ExpressionBinder outer);
}
