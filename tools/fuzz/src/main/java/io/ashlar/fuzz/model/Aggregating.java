package io.ashlar.fuzz.model;

import io.ashlar.aggregate.Aggregate;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.fuzz.model.table.Definition;
import io.ashlar.fuzz.model.table.Numbers;
import io.ashlar.fuzz.model.table.Scope;
import io.ashlar.fuzz.model.table.Stored;
import io.ashlar.fuzz.model.table.Values;
import io.ashlar.fuzz.script.AggregateSpec;
import io.ashlar.fuzz.script.Step;
import io.ashlar.fuzz.script.condition.Term.Numeric;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Aggregates over rows and groups of rows. */
final class Aggregating {

  private static final MathContext QUOTIENT = new MathContext(34, RoundingMode.HALF_EVEN);
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

  private final Definition table;
  private final Step.Aggregate step;

  /** Whether a result cannot be computed. */
  private boolean fails;

  Aggregating(Definition table, Step.Aggregate step) {
    this.table = table;
    this.step = step;
  }

  Effect over(Selection selection) {
    List<List<Object>> results = new ArrayList<>();
    if (step.groupBy().isEmpty()) {
      results.add(all(selection.rows().values()));
    } else {
      Map<List<Object>, List<Stored>> groups = new TreeMap<>(Values.KEYS);
      for (Stored row : selection.rows().values()) {
        List<Object> group = new ArrayList<>();
        for (String column : step.groupBy()) {
          group.add(table.value(row.row(), table.column(column).id()));
        }
        groups.computeIfAbsent(group, key -> new ArrayList<>()).add(row);
      }
      groups.forEach(
          (group, rows) -> {
            List<Object> result = new ArrayList<>(group);
            result.addAll(all(rows));
            results.add(result);
          });
    }
    Effect effect = new Effect(table);
    if (fails) {
      return effect.expect(Expected.failure(ConstraintException.class));
    }
    ExpectedRows expected = new ExpectedRows(results, null, row -> row, 0, Long.MAX_VALUE);
    Expected answer = Expected.answer(expected::judge);
    if (results.stream().flatMap(List::stream).anyMatch(Values::isLong)) {
      answer = answer.or(LimitExceededException.class);
    }
    return effect.expect(selection.mayFail() ? answer.or(ConstraintException.class) : answer);
  }

  private List<Object> all(Collection<Stored> rows) {
    List<Object> results = new ArrayList<>();
    for (AggregateSpec each : step.aggregates()) {
      results.add(Values.canonical(result(each, rows)));
    }
    return results;
  }

  private Object result(AggregateSpec spec, Collection<Stored> rows) {
    if (spec.number() == null && spec.column() == null) {
      return (long) rows.size();
    }
    List<Object> values = new ArrayList<>();
    for (Stored stored : rows) {
      Scope scope = new Scope(table, table.names(), stored.row());
      Object value = spec.number() == null ? scope.value(spec.column()) : number(spec, scope);
      if (value != null) {
        values.add(value);
      }
    }
    if (spec.function() == Aggregate.Function.COUNT) {
      return (long) values.size();
    }
    return values.isEmpty() || fails ? null : of(spec, values);
  }

  private Object number(AggregateSpec spec, Scope scope) {
    Numbers numbers = new Numbers(scope);
    try {
      return numbers.isNull(spec.number()) ? null : numbers.value(spec.number());
    } catch (ArithmeticException e) {
      fails = true;
      return null;
    }
  }

  private Object of(AggregateSpec spec, List<Object> values) {
    if (spec.function() == Aggregate.Function.MIN) {
      return Collections.min(values, Values.ORDER);
    }
    if (spec.function() == Aggregate.Function.MAX) {
      return Collections.max(values, Values.ORDER);
    }
    boolean average = spec.function() == Aggregate.Function.AVG;
    Scope none = new Scope(table, table.names(), Map.of());
    if (new Numbers(none).numeric(spec.number()) == Numeric.WHOLE) {
      BigInteger sum = BigInteger.ZERO;
      for (Object value : values) {
        sum = sum.add(BigInteger.valueOf((Long) value));
      }
      if (average) {
        return sum.doubleValue() / values.size();
      }
      fails |= sum.compareTo(LEAST) < 0 || sum.compareTo(GREATEST) > 0;
      return sum.longValue();
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (Object value : values) {
      sum = sum.add((BigDecimal) value);
    }
    return average ? sum.divide(BigDecimal.valueOf(values.size()), QUOTIENT) : sum;
  }
}
