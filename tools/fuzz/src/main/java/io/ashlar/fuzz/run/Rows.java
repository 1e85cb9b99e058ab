package io.ashlar.fuzz.run;

import io.ashlar.Database;
import io.ashlar.Delete;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.error.IllegalUseException;
import io.ashlar.fuzz.script.Assignment;
import io.ashlar.fuzz.script.First;
import io.ashlar.fuzz.script.Locking;
import io.ashlar.fuzz.script.Step;
import io.ashlar.lookup.BatchGet;
import io.ashlar.query.Column;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.DecimalExpression;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.FloatColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.IntegerExpression;
import io.ashlar.query.LongColumn;
import io.ashlar.query.NumericExpression;
import io.ashlar.query.Order;
import io.ashlar.query.Parameter;
import io.ashlar.row.RowReader;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.KeyPart;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import java.util.function.LongFunction;

/** Statements on rows: writes, and reads by key. */
final class Rows {

  private final Sessions sessions;
  private final LongFunction<Integer> versions;
  private final IntToLongFunction timestamps;

  Rows(Sessions sessions, LongFunction<Integer> versions, IntToLongFunction timestamps) {
    this.sessions = sessions;
    this.versions = versions;
    this.timestamps = timestamps;
  }

  Object run(Database db, Step.OnTable step) {
    Table table = db.table(step.table());
    boolean own = step.session() == Step.OWN;
    if (step instanceof Step.Insert insert) {
      return own ? insert(table, insert, null) : in(db, step, tx -> insert(table, insert, tx));
    }
    if (step instanceof Step.Update update) {
      return own ? update(table, update, null) : in(db, step, tx -> update(table, update, tx));
    }
    if (step instanceof Step.Delete delete) {
      return own ? delete(table, delete, null) : in(db, step, tx -> delete(table, delete, tx));
    }
    if (step instanceof Step.GetAll get) {
      return sessions.run(db, step.session(), false, tx -> getAll(table, get, tx));
    }
    Step.Get get = (Step.Get) step;
    boolean writes = get.locking() != Locking.NONE;
    return sessions.run(db, step.session(), writes, tx -> get(table, get, tx));
  }

  private Object in(Database db, Step.OnTable step, Function<Transaction, Object> statement) {
    return sessions.run(db, step.session(), true, tx -> statement.apply((Transaction) tx));
  }

  private static Object insert(Table table, Step.Insert step, Transaction transaction) {
    Insert insert = step.upsert() ? table.upsert() : table.insert();
    step.values().forEach((name, value) -> Cells.set(insert, table.column(name), value));
    long count = transaction == null ? insert.execute() : insert.execute(transaction);
    for (ColumnSchema column : table.schema().columns()) {
      if (column.identity() && !step.values().containsKey(column.name())) {
        return generated(insert, count);
      }
    }
    return count;
  }

  /** An upsert that has found its row draws no number. */
  private static long generated(Insert insert, long count) {
    try {
      return insert.generatedKey();
    } catch (IllegalUseException none) {
      return count;
    }
  }

  private Object update(Table table, Step.Update step, Transaction transaction) {
    Predicates predicates = new Predicates(table);
    Update update = predicates.select(table, table.update(), step.where());
    for (Assignment each : step.set()) {
      assign(predicates, update, each);
    }
    if (step.first() != null) {
      update = update.orderBy(order(table, step.first())).limit(step.first().limit());
    }
    predicates.bind(update);
    if (step.version() != null) {
      update = update.ifVersion(timestamps.applyAsLong(step.version()));
    }
    return transaction == null ? update.execute() : update.execute(transaction);
  }

  private static void assign(Predicates predicates, Update update, Assignment assignment) {
    Column column = predicates.column(assignment.column());
    if (assignment.computed() != null) {
      NumericExpression number = predicates.number(assignment.computed());
      Update same = compute(update, column, number);
      assert same == update : "statements return themselves";
    } else if (assignment.bound()) {
      assignBound(predicates, update, assignment);
    } else if (assignment.delta()) {
      long delta = (Long) assignment.value();
      Update same =
          column instanceof IntColumn c
              ? update.add(c, (int) delta)
              : update.add((LongColumn) column, delta);
      assert same == update : "statements return themselves";
    } else {
      Cells.set(update, column, assignment.value());
    }
  }

  private static void assignBound(Predicates predicates, Update update, Assignment assignment) {
    Column column = predicates.column(assignment.column());
    Parameter parameter = predicates.parameter(assignment.value());
    Update same;
    if (!assignment.delta()) {
      same = update.set(column, parameter);
    } else if (column instanceof IntColumn c) {
      same = update.add(c, parameter);
    } else {
      same = update.add((LongColumn) column, parameter);
    }
    assert same == update : "statements return themselves";
  }

  private static Update compute(Update update, Column column, NumericExpression number) {
    if (column instanceof IntColumn c) {
      return update.set(c, (IntegerExpression) number);
    }
    if (column instanceof LongColumn c) {
      return update.set(c, (IntegerExpression) number);
    }
    if (column instanceof FloatColumn c) {
      return update.set(c, number);
    }
    if (column instanceof DoubleColumn c) {
      return update.set(c, number);
    }
    DecimalColumn c = (DecimalColumn) column;
    return number instanceof IntegerExpression whole
        ? update.set(c, whole)
        : update.set(c, (DecimalExpression) number);
  }

  private static Order[] order(Table table, First first) {
    return first.order().stream()
        .map(each -> new Order(table.column(each.column()), each.descending()))
        .toArray(Order[]::new);
  }

  private Object delete(Table table, Step.Delete step, Transaction transaction) {
    Predicates predicates = new Predicates(table);
    Delete delete = predicates.select(table, table.delete(), step.where());
    predicates.bind(delete);
    if (step.first() != null) {
      delete = delete.orderBy(order(table, step.first())).limit(step.first().limit());
    }
    if (step.version() != null) {
      delete = delete.ifVersion(timestamps.applyAsLong(step.version()));
    }
    return transaction == null ? delete.execute() : delete.execute(transaction);
  }

  private static List<Column> keyOf(Table table, String index) {
    if (index == null) {
      return table.schema().primaryKey().stream().map(table::column).toList();
    }
    for (IndexSchema each : table.schema().indexes()) {
      if (each.name().equals(index)) {
        return each.key().stream().map(KeyPart::column).map(table::column).toList();
      }
    }
    return List.of();
  }

  private Object get(Table table, Step.Get step, ReadTransaction transaction) {
    Get get = step.index() == null ? table.get() : table.get(step.index());
    List<Column> key = keyOf(table, step.index());
    for (int i = 0; i < key.size(); i++) {
      Cells.set(get, key.get(i), step.key().get(i));
    }
    if (step.session() == Step.OWN && step.locking() == Locking.NONE) {
      return get.find().map(row -> shown(table, row)).orElse(null);
    }
    boolean found =
        switch (step.locking()) {
          case NONE -> get.fetch(transaction);
          case FOR_UPDATE -> get.fetchForUpdate((Transaction) transaction);
          case NO_WAIT -> get.fetchForUpdateNoWait((Transaction) transaction);
          case SKIP_LOCKED -> get.fetchForUpdateSkipLocked((Transaction) transaction);
        };
    return found ? shown(table, get) : null;
  }

  private Object getAll(Table table, Step.GetAll step, ReadTransaction transaction) {
    BatchGet get = step.index() == null ? table.getAll() : table.getAll(step.index());
    List<Column> columns = keyOf(table, step.index());
    for (List<Object> key : step.keys()) {
      for (int i = 0; i < columns.size(); i++) {
        Cells.set(get, columns.get(i), key.get(i));
      }
      get = get.add();
    }
    int there = get.fetch(transaction);
    List<Object> answers = new ArrayList<>();
    while (get.next()) {
      there -= get.isFound() ? 1 : 0;
      answers.add(get.isFound() ? shown(table, get) : null);
    }
    return there == 0 ? answers : Optional.of("the count of rows is wrong by " + there);
  }

  private List<Object> shown(Table table, RowReader row) {
    List<Object> values = new ArrayList<>();
    for (ColumnSchema column : table.schema().columns()) {
      values.add(Cells.readAny(row, table.column(column.name())));
    }
    values.add(versions.apply(row.version()));
    return values;
  }
}
