package io.ashlar.schema;

import io.ashlar.argument.Arguments;
import io.ashlar.query.Predicate;

/**
 * A declared check constraint: a predicate that may be false for no row. Unknown passes, as in SQL.
 *
 * @param name the name, unique among the checks of its table
 * @param predicate the predicate: constants only; of columns that are bound to no table
 */
public record CheckSchema(String name, Predicate predicate) {

  /**
   * Checks the name; the predicate is checked by the table that it is declared for.
   *
   * @param name the name
   * @param predicate the predicate
   * @throws io.ashlar.error.SchemaException when the name is no name
   */
  public CheckSchema {
    Arguments.requireGiven(name, "name");
    Arguments.requireGiven(predicate, "predicate");
    Names.check("check", name);
  }
}
