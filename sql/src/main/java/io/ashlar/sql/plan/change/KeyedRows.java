package io.ashlar.sql.plan.change;

import io.ashlar.query.Comparison;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.sql.access.Operands;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.scalar.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** How one row is named to the table: by the columns of a key. */
final class KeyedRows {

  private final List<Scalar> key = new ArrayList<>();
  private final List<Predicate> terms = new ArrayList<>();

  /**
   * By a key.
   *
   * @param columns those of the key
   * @param column reads a column of the row
   */
  KeyedRows(
      List<Source.SourceColumn> columns, Function<? super Source.SourceColumn, Scalar> column) {
    for (Source.SourceColumn each : columns) {
      terms.add(new Predicate.Compare(each.column(), Comparison.EQUAL, new Parameter(key.size())));
      key.add(column.apply(each));
    }
  }

  /** What else tells the row. */
  void and(Predicate condition) {
    terms.add(condition);
  }

  /** The columns of the key. */
  List<Scalar> key() {
    return key;
  }

  /** Selects the row, with the key as parameters 0 and so on. */
  Predicate predicate() {
    return terms.size() == 1 ? terms.get(0) : new Predicate.And(terms);
  }

  /** The key of the row in the frame. */
  Operands operands() {
    return new Operands(key);
  }
}
