package io.ashlar.aggregate;

import io.ashlar.query.Column;
import io.ashlar.query.NumericExpression;

/** The handle of an aggregate whose result is a floating-point number. Immutable. */
public final class DoubleAggregate extends Aggregate {

  DoubleAggregate(Aggregate.Function function, NumericExpression number, Column column) {
    super(function, number, column);
  }
}
