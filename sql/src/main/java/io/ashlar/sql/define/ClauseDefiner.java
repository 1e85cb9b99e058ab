package io.ashlar.sql.define;

import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.Scope;
import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.lower.ConstantValue;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QueryBody;
import io.ashlar.sql.syntax.TableClause;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.Intervals;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What stands behind the elements of a table: partitions, expiry, history. */
final class ClauseDefiner {

  private final Binding binding;
  private final ExpressionBinder expressions;
  private final Map<String, SqlType> columns;

  /** Over the columns of a table, by name, as they are declared. */
  ClauseDefiner(Binding binding, Map<String, SqlType> columns) {
    this.binding = binding;
    this.columns = columns;
    this.expressions = new ExpressionBinder(binding, new Scope(binding));
  }

  /** Adds what a table declares; its history is no part of it. */
  void add(List<TableClause> clauses, TableSchema.Builder schema) {
    for (TableClause clause : clauses) {
      if (clause instanceof TableClause.RangePartitions range) {
        schema.partitionBy(range(range));
      } else if (clause instanceof TableClause.ListPartitions list) {
        schema.partitionBy(list(list));
      } else if (clause instanceof TableClause.HashPartitions hash) {
        String[] names = hash.columns().stream().map(this::column).toArray(String[]::new);
        schema.partitionBy(Partitioning.hash(hash.count(), names));
      } else if (clause instanceof TableClause.Expiry expiry) {
        Duration after = duration(expiry.after());
        if (expiry.column().isPresent()) {
          schema.expireAfter(column(expiry.column().get()), after);
        } else {
          schema.expireAfter(after);
        }
      }
    }
  }

  private String column(Identifier name) {
    return IndexDefiner.column(name, binding, List.copyOf(columns.keySet()));
  }

  private Partitioning range(TableClause.RangePartitions range) {
    String column = column(range.column());
    Scalar width = expressions.bind(range.width(), SqlType.BIGINT);
    Partitioning partitions;
    if (width.type().kind() == SqlKind.INTERVAL) {
      partitions = span(column, width, range.width());
    } else {
      Scalar number = Casts.assignment(width, SqlType.BIGINT, binding.context());
      partitions = Partitioning.range(column, (Long) constant(number, range.width()));
    }
    return range.retention().isEmpty()
        ? partitions
        : partitions.retainPartitions(duration(range.retention().get()));
  }

  private Partitioning span(String column, Scalar width, Expression written) {
    requireConstant(width, written);
    int months = Intervals.months(width.low());
    int days = Intervals.days(width.low());
    if (months != 0 && days == 0 && width.word() == 0) {
      return Partitioning.range(column, Period.ofMonths(months));
    }
    return Partitioning.range(column, duration(width, written));
  }

  private Partitioning list(TableClause.ListPartitions list) {
    String column = column(list.column());
    if (list.lists().isEmpty()) {
      return Partitioning.list(column);
    }
    List<List<Object>> lists = new ArrayList<>();
    for (QueryBody.ValueRow row : list.lists()) {
      List<Object> values = new ArrayList<>();
      row.values().forEach(value -> values.add(constant(value, columns.get(column))));
      lists.add(values);
    }
    return new Partitioning(Partitioning.Kind.LIST, 0, List.of(column), lists, null);
  }

  /** A constant as a column has it. */
  Object constant(Expression value, SqlType type) {
    return constant(
        Casts.assignment(expressions.bind(value, type), type, binding.context()), value);
  }

  private Object constant(Scalar scalar, Expression written) {
    Object value = ConstantValue.of(scalar);
    if (value == null) {
      throw binding.fault(
          SqlState.INVALID_PARAMETER,
          written.offset(),
          "A constant that is not null must stand here.");
    }
    return value;
  }

  /** An interval without months, which have no length. */
  Duration duration(Expression written) {
    Scalar interval =
        Casts.implicit(
            expressions.bind(written, SqlType.INTERVAL), SqlType.INTERVAL, binding.context());
    requireConstant(interval, written);
    return duration(interval, written);
  }

  private void requireConstant(Scalar interval, Expression written) {
    if (!interval.isConstant() || !interval.evaluate(null)) {
      throw binding.fault(
          SqlState.INVALID_PARAMETER,
          written.offset(),
          "A constant that is not null must stand here.");
    }
  }

  private Duration duration(Scalar interval, Expression written) {
    if (Intervals.months(interval.low()) != 0) {
      throw binding.fault(
          SqlState.INVALID_PARAMETER,
          written.offset(),
          "An interval of months has no length; days have 24 hours.");
    }
    return Duration.ofDays(Intervals.days(interval.low())).plus(interval.word(), ChronoUnit.MICROS);
  }
}
