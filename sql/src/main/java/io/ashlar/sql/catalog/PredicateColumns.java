package io.ashlar.sql.catalog;

import io.ashlar.query.Column;
import io.ashlar.query.ComparableExpression;
import io.ashlar.query.NumericOperation;
import io.ashlar.query.Predicate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which columns predicates of the catalog name. Stateless. */
public final class PredicateColumns {

  private PredicateColumns() {}

  /**
   * The columns of a predicate.
   *
   * @param predicate of a check or a partial index
   * @return their names, each once
   */
  public static Set<String> of(Predicate predicate) {
    Set<String> names = new LinkedHashSet<>();
    add(predicate, names);
    return names;
  }

  private static void add(Predicate predicate, Set<String> names) {
    if (predicate instanceof Predicate.Compare compare) {
      names.add(compare.column().name());
    } else if (predicate instanceof Predicate.In in) {
      names.add(in.column().name());
    } else if (predicate instanceof Predicate.IsNull isNull) {
      names.add(isNull.column().name());
    } else if (predicate instanceof Predicate.Like like) {
      names.add(like.column().name());
    } else if (predicate instanceof Predicate.CompareExpressions compare) {
      add(compare.left(), names);
      add(compare.right(), names);
    } else if (predicate instanceof Predicate.IsNullExpression isNull) {
      add(isNull.expression(), names);
    } else if (predicate instanceof Predicate.Not not) {
      add(not.term(), names);
    } else {
      List<Predicate> terms =
          predicate instanceof Predicate.And and ? and.terms() : ((Predicate.Or) predicate).terms();
      terms.forEach(term -> add(term, names));
    }
  }

  private static void add(ComparableExpression<?> expression, Set<String> names) {
    if (expression instanceof Column column) {
      names.add(column.name());
    } else if (expression instanceof NumericOperation operation) {
      for (NumericOperation step : operation.steps()) {
        add(step.left(), names);
        add(step.right(), names);
      }
    }
  }
}
