package io.ashlar.rows.read;

import io.ashlar.aggregate.Aggregate;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.SchemaException;
import io.ashlar.query.Column;
import io.ashlar.query.Comparison;
import io.ashlar.query.Predicate;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.plan.OrderColumn;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.predicate.CompiledPredicate;
import io.ashlar.rows.predicate.Conjunct;
import io.ashlar.rows.predicate.Parameters;
import io.ashlar.rows.predicate.PredicateCompiler;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Plans that lead to the least or greatest value of a column first: a key gives the order, and
 * nothing is left to filter. Stateless.
 */
final class ExtremePlans {

  private ExtremePlans() {}

  /**
   * A plan for each aggregate, or null where one of them needs a walk over all rows.
   *
   * @param past whether states that are past are read
   */
  static List<Plan> of(
      TableDefinition definition,
      ScanRequest request,
      Parameters parameters,
      List<Aggregate> aggregates,
      boolean past) {
    if (request.filter() != null) {
      return null;
    }
    List<Plan> plans = new ArrayList<>();
    for (Aggregate aggregate : aggregates) {
      Plan plan = plan(definition, request, parameters, aggregate, past);
      if (plan == null) {
        return null;
      }
      plans.add(plan);
    }
    return plans;
  }

  private static Plan plan(
      TableDefinition definition,
      ScanRequest request,
      Parameters parameters,
      Aggregate aggregate,
      boolean past) {
    boolean greatest = aggregate.function() == Aggregate.Function.MAX;
    if (!greatest && aggregate.function() != Aggregate.Function.MIN) {
      return null;
    }
    Column column = aggregate.column();
    if (column == null && aggregate.number() instanceof Column number) {
      column = number;
    }
    if (column == null) {
      return null;
    }
    int ordinal = PredicateCompiler.ordinalOf(definition, column);
    CompiledPredicate predicate = request.compile(definition, parameters);
    Object least = ValueType.of(column.type().kind()).least();
    if (least != null && !isBounded(predicate, ordinal)) {
      // Nulls stand before the least value: a bound passes over them.
      Predicate known = new Predicate.Compare(column, Comparison.AT_LEAST, least);
      predicate =
          new PredicateCompiler(definition, parameters).compileLive(request.predicateAnd(known));
    }
    BitSet needed = new BitSet();
    needed.set(ordinal);
    try {
      Plan plan =
          request.plan(
              definition, predicate, needed, List.of(new OrderColumn(ordinal, greatest)), past);
      return plan.hasFilters() ? null : plan;
    } catch (SchemaException noKeyGivesTheOrder) {
      return null;
    }
  }

  private static boolean isBounded(CompiledPredicate predicate, int ordinal) {
    for (Conjunct term : predicate.terms()) {
      if (term.ordinal() == ordinal) {
        return true;
      }
    }
    return false;
  }
}
