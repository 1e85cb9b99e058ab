package io.ashlar.aggregate;

import io.ashlar.query.Column;
import io.ashlar.query.NumericExpression;

/** The handle of an aggregate whose result is a whole number. Immutable. */
public final class LongAggregate extends Aggregate {

  LongAggregate(Aggregate.Function function, NumericExpression number, Column column) {
    super(function, number, column);
  }
}
