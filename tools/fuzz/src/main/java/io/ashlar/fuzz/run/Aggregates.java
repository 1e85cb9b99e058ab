package io.ashlar.fuzz.run;

import io.ashlar.Database;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.AggregateReader;
import io.ashlar.aggregate.ColumnAggregate;
import io.ashlar.aggregate.DecimalAggregate;
import io.ashlar.aggregate.DoubleAggregate;
import io.ashlar.aggregate.GroupCursor;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.aggregate.PreparedGroups;
import io.ashlar.fuzz.model.table.Values;
import io.ashlar.fuzz.script.AggregateSpec;
import io.ashlar.fuzz.script.Step;
import io.ashlar.fuzz.script.condition.Bytes;
import io.ashlar.query.BooleanColumn;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.Column;
import io.ashlar.query.DateColumn;
import io.ashlar.query.DecimalExpression;
import io.ashlar.query.IntegerExpression;
import io.ashlar.query.NumericExpression;
import io.ashlar.query.RealExpression;
import io.ashlar.query.StringColumn;
import io.ashlar.query.TimeColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.query.UuidColumn;
import io.ashlar.transaction.ReadTransaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Aggregates, of all rows and of groups. */
final class Aggregates {

  private Aggregates() {}

  static Object run(Database db, ReadTransaction transaction, Step.Aggregate step) {
    Table table = db.table(step.table());
    Predicates predicates = new Predicates(table);
    Scan scan = predicates.select(table, step.where());
    Aggregate[] aggregates = new Aggregate[step.aggregates().size()];
    for (int i = 0; i < aggregates.length; i++) {
      aggregates[i] = of(predicates, step.aggregates().get(i));
    }
    List<List<Object>> results = new ArrayList<>();
    if (step.groupBy().isEmpty()) {
      try (PreparedAggregate all = scan.aggregate(aggregates)) {
        predicates.bind(all);
        String plan = all.explain();
        assert !plan.isEmpty() : "a plan has steps";
        results.add(read(all.fetch(transaction), aggregates));
      }
      return results;
    }
    Column[] columns = step.groupBy().stream().map(table::column).toArray(Column[]::new);
    Column[] others = Arrays.copyOfRange(columns, 1, columns.length);
    try (PreparedGroups groups = scan.groupBy(columns[0], others).aggregate(aggregates)) {
      predicates.bind(groups);
      String plan = groups.explain();
      assert !plan.isEmpty() : "a plan has steps";
      try (GroupCursor cursor = groups.open(transaction)) {
        while (cursor.next()) {
          List<Object> result = new ArrayList<>();
          for (Column column : columns) {
            result.add(Cells.read(cursor, column));
          }
          result.addAll(read(cursor, aggregates));
          results.add(result);
        }
      }
    }
    return results;
  }

  private static Aggregate of(Predicates predicates, AggregateSpec spec) {
    if (spec.number() == null && spec.column() == null) {
      return Aggregate.count();
    }
    if (spec.function() == Aggregate.Function.COUNT) {
      return Aggregate.count(predicates.column(spec.column()));
    }
    return spec.number() == null
        ? extreme(predicates.column(spec.column()), spec.function() == Aggregate.Function.MIN)
        : ofNumber(predicates.number(spec.number()), spec.function());
  }

  private static Aggregate extreme(Column column, boolean least) {
    if (column instanceof BooleanColumn c) {
      return least ? Aggregate.min(c) : Aggregate.max(c);
    }
    if (column instanceof StringColumn c) {
      return least ? Aggregate.min(c) : Aggregate.max(c);
    }
    if (column instanceof BytesColumn c) {
      return least ? Aggregate.min(c) : Aggregate.max(c);
    }
    if (column instanceof UuidColumn c) {
      return least ? Aggregate.min(c) : Aggregate.max(c);
    }
    if (column instanceof DateColumn c) {
      return least ? Aggregate.min(c) : Aggregate.max(c);
    }
    if (column instanceof TimeColumn c) {
      return least ? Aggregate.min(c) : Aggregate.max(c);
    }
    TimestampColumn c = (TimestampColumn) column;
    return least ? Aggregate.min(c) : Aggregate.max(c);
  }

  private static Aggregate ofNumber(NumericExpression number, Aggregate.Function function) {
    if (number instanceof IntegerExpression n) {
      return switch (function) {
        case SUM -> Aggregate.sum(n);
        case AVG -> Aggregate.avg(n);
        case MIN -> Aggregate.min(n);
        default -> Aggregate.max(n);
      };
    }
    if (number instanceof RealExpression n) {
      return function == Aggregate.Function.MIN ? Aggregate.min(n) : Aggregate.max(n);
    }
    DecimalExpression n = (DecimalExpression) number;
    return switch (function) {
      case SUM -> Aggregate.sum(n);
      case AVG -> Aggregate.avg(n);
      case MIN -> Aggregate.min(n);
      default -> Aggregate.max(n);
    };
  }

  private static List<Object> read(AggregateReader reader, Aggregate[] aggregates) {
    List<Object> values = new ArrayList<>();
    for (Aggregate each : aggregates) {
      values.add(reader.isNull(each) ? null : Values.canonical(value(reader, each)));
    }
    return values;
  }

  @SuppressWarnings("unchecked") // the column says of which type its aggregate is
  private static Object value(AggregateReader reader, Aggregate aggregate) {
    if (aggregate instanceof LongAggregate a) {
      return reader.getLong(a);
    }
    if (aggregate instanceof DoubleAggregate a) {
      return reader.getDouble(a);
    }
    if (aggregate instanceof DecimalAggregate a) {
      return reader.getDecimal(a);
    }
    Column column = aggregate.column();
    if (column instanceof BooleanColumn) {
      return reader.getBoolean((ColumnAggregate<BooleanColumn>) aggregate);
    }
    if (column instanceof StringColumn) {
      return reader.getString((ColumnAggregate<StringColumn>) aggregate);
    }
    if (column instanceof BytesColumn) {
      return Bytes.of(reader.getBytes((ColumnAggregate<BytesColumn>) aggregate));
    }
    if (column instanceof UuidColumn) {
      return reader.getUuid((ColumnAggregate<UuidColumn>) aggregate);
    }
    if (column instanceof DateColumn) {
      return reader.getDate((ColumnAggregate<DateColumn>) aggregate);
    }
    return column instanceof TimeColumn
        ? reader.getTime((ColumnAggregate<TimeColumn>) aggregate)
        : reader.getTimestamp((ColumnAggregate<TimestampColumn>) aggregate);
  }
}
