package io.ashlar.aggregate;

import io.ashlar.query.Column;
import io.ashlar.query.NumericExpression;

/** The handle of an aggregate whose result is a decimal. Immutable. */
public final class DecimalAggregate extends Aggregate {

  DecimalAggregate(Aggregate.Function function, NumericExpression number, Column column) {
    super(function, number, column);
  }
}
