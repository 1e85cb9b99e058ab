package io.ashlar.aggregate;

import io.ashlar.query.Column;

/**
 * The handle of an aggregate whose result is a value of a column. Immutable.
 *
 * @param <C> the type of the column
 */
public final class ColumnAggregate<C extends Column> extends Aggregate {

  ColumnAggregate(Aggregate.Function function, C column) {
    super(function, null, column);
  }
}
