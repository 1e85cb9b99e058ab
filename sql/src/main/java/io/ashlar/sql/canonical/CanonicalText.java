package io.ashlar.sql.canonical;

import io.ashlar.argument.Arguments;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.syntax.Statement;

/**
 * Writes trees as text. Parsed again, the text gives an equal tree, apart from the offsets;
 * parameters are written with their numbers, or their names where they have some.
 *
 * <p>Trees that no parser would make, as those with an unquoted name that is reserved or an empty
 * list where one element is needed, are written all the same and may not be parsed again.
 */
public final class CanonicalText {

  private CanonicalText() {}

  /**
   * A statement as text.
   *
   * @param statement the statement
   * @return its text, without a semicolon
   */
  public static String of(Statement statement) {
    Arguments.requireGiven(statement, "statement");
    Output out = new Output();
    new StatementWriter(out).statement(statement);
    return out.toString();
  }

  /**
   * A query as text.
   *
   * @param query the query
   * @return its text
   */
  public static String of(Query query) {
    Arguments.requireGiven(query, "query");
    Output out = new Output();
    new ExpressionWriter(out).queries().query(query);
    return out.toString();
  }

  /**
   * An expression as text.
   *
   * @param expression the expression
   * @return its text
   */
  public static String of(Expression expression) {
    Arguments.requireGiven(expression, "expression");
    Output out = new Output();
    new ExpressionWriter(out).expression(expression);
    return out.toString();
  }
}
