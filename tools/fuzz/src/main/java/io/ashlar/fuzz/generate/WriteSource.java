package io.ashlar.fuzz.generate;

import io.ashlar.fuzz.model.table.Definition;
import io.ashlar.fuzz.model.table.ModelColumn;
import io.ashlar.fuzz.model.table.ModelIndex;
import io.ashlar.fuzz.model.table.Reference;
import io.ashlar.fuzz.model.table.State;
import io.ashlar.fuzz.model.table.Stored;
import io.ashlar.fuzz.script.Assignment;
import io.ashlar.fuzz.script.First;
import io.ashlar.fuzz.script.OrderSpec;
import io.ashlar.fuzz.script.Step;
import io.ashlar.fuzz.script.condition.Condition;
import io.ashlar.fuzz.script.condition.Operand;
import io.ashlar.fuzz.script.condition.Term;
import io.ashlar.fuzz.script.condition.Term.Numeric;
import io.ashlar.fuzz.script.schema.Kind;
import io.ashlar.query.Comparison;
import io.ashlar.schema.Partitioning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** Random statements that write. */
final class WriteSource {

  /** Tables are kept small, so that statements meet each other's rows. */
  private static final int ROWS = 30;

  private final Dice dice;
  private final ValueSource values;
  private final ConditionSource conditions;

  WriteSource(Dice dice, ValueSource values, ConditionSource conditions) {
    this.dice = dice;
    this.values = values;
    this.conditions = conditions;
  }

  Step next(int session, Definition table, State state) {
    NavigableMap<List<Object>, Stored> rows = state.rowsOf(table.id());
    boolean full = rows.size() > ROWS;
    int kind = dice.below(10);
    if (kind < (full ? 1 : 5)) {
      return insert(session, table, state);
    }
    if (kind < 8) {
      return update(session, table, state);
    }
    Condition where = where(table, rows);
    boolean wide = where == null && !dice.once(20);
    return wide && !full
        ? insert(session, table, state)
        : new Step.Delete(session, table.name(), where, version(), first(table));
  }

  /** Now and then the first rows alone, in an order without ties. */
  private First first(Definition table) {
    if (table.keyless() || !dice.once(6)) {
      return null;
    }
    List<OrderSpec> order = new ArrayList<>();
    if (dice.once(2)) {
      order.add(new OrderSpec(dice.pick(table.columns()).name(), dice.once(2)));
    }
    for (int id : table.primaryKey()) {
      String name = table.column(id).name();
      if (order.stream().noneMatch(each -> each.column().equals(name))) {
        order.add(new OrderSpec(name, dice.once(4)));
      }
    }
    return new First(order, dice.below(6));
  }

  private Integer version() {
    return dice.once(8) ? dice.below(6) : null;
  }

  private Step insert(int session, Definition table, State state) {
    NavigableMap<List<Object>, Stored> rows = state.rowsOf(table.id());
    boolean upsert = !table.keyless() && dice.once(3);
    Map<String, Object> row = new LinkedHashMap<>();
    boolean known = !rows.isEmpty() && dice.once(upsert ? 2 : 12);
    List<Object> key = known ? dice.pick(rows.keySet()) : null;
    for (ModelColumn column : table.columns()) {
      int place = table.primaryKey().indexOf(column.id());
      if (column.identity() && !(place >= 0 && known)) {
        continue;
      }
      if (place >= 0 && known) {
        row.put(column.name(), key.get(place));
      } else if (place >= 0 ? !dice.once(100) : !dice.once(5)) {
        row.put(column.name(), values.assigned(column));
      }
    }
    for (Reference each : state.references()) {
      if (each.table() == table.id() && !dice.once(6)) {
        referenced(each, table, state).forEach(row::replace);
      }
    }
    return new Step.Insert(session, table.name(), Collections.unmodifiableMap(row), upsert);
  }

  /** The columns of a foreign key as a row has them that is there; none when there is no row. */
  private Map<String, Object> referenced(Reference reference, Definition table, State state) {
    Map<String, Object> columns = new LinkedHashMap<>();
    NavigableMap<List<Object>, Stored> parents = state.rowsOf(reference.referenced());
    if (!parents.isEmpty()) {
      Definition parent = state.tables().get(reference.referenced());
      Stored row = dice.pick(parents.values());
      for (int i = 0; i < reference.columns().size(); i++) {
        columns.put(
            table.column(reference.columns().get(i)).name(),
            parent.valueOf(row, reference.target().get(i)));
      }
    }
    return columns;
  }

  private Step update(int session, Definition table, State state) {
    NavigableMap<List<Object>, Stored> rows = state.rowsOf(table.id());
    List<Assignment> set = new ArrayList<>();
    boolean unique = table.indexes().stream().anyMatch(ModelIndex::unique);
    List<ModelColumn> columns = new ArrayList<>(table.columns());
    boolean moves = dice.once(3);
    // What a statement does to the unique keys of rows that it lets expire depends on their order.
    columns.removeIf(
        column ->
            (!moves && table.inPrimaryKey(column.id()))
                || (unique && Integer.valueOf(column.id()).equals(table.expiresAt())));
    if (columns.isEmpty()) {
      return new Step.Delete(session, table.name(), where(table, rows), version(), null);
    }
    for (ModelColumn column : dice.some(columns, 1 + dice.below(3))) {
      set.add(assignment(table, column));
    }
    List<Reference> all = state.references().stream().filter(r -> r.table() == table.id()).toList();
    if (!all.isEmpty() && dice.once(2)) {
      Reference reference = dice.pick(all);
      if (columns.containsAll(reference.columns().stream().map(table::column).toList())) {
        set.removeIf(each -> reference.columns().contains(table.column(each.column()).id()));
        referenced(reference, table, state)
            .forEach((name, value) -> set.add(new Assignment(name, value, false, false, null)));
      }
    }
    if (set.isEmpty()) {
      set.add(assignment(table, dice.pick(columns)));
    }
    return new Step.Update(session, table.name(), where(table, rows), set, version(), first(table));
  }

  private Assignment assignment(Definition table, ModelColumn column) {
    boolean whole = column.kind() == Kind.INT || column.kind() == Kind.LONG;
    if (whole && dice.once(3)) {
      boolean bound = dice.once(3);
      return new Assignment(column.name(), dice.below(7) - 3L, true, bound, null);
    }
    if (column.numeric() && dice.once(2)) {
      List<ModelColumn> numbers = table.columns().stream().filter(ModelColumn::numeric).toList();
      Term term = conditions.term(numbers, 2, true);
      if (fits(column, ConditionSource.numericOf(numbers, term))) {
        return new Assignment(column.name(), null, false, false, term);
      }
    }
    boolean bound = dice.once(4);
    Object value = bound ? values.stored(column) : values.assigned(column);
    return new Assignment(column.name(), value, false, bound, null);
  }

  private static boolean fits(ModelColumn column, Numeric numeric) {
    return switch (column.kind()) {
      case INT, LONG -> numeric == Numeric.WHOLE;
      case DECIMAL -> numeric != Numeric.REAL;
      default -> true;
    };
  }

  /** A third of the time one row by its key. */
  private Condition where(Definition table, NavigableMap<List<Object>, Stored> rows) {
    if (rows.isEmpty() || table.keyless() || !dice.once(3)) {
      Condition where = conditions.where(table);
      return where == null && dice.once(2) ? conditions.where(table) : where;
    }
    List<Object> key = dice.pick(rows.keySet());
    List<Condition> terms = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      String name = table.column(table.primaryKey().get(i)).name();
      terms.add(
          new Condition.Compare(name, Comparison.EQUAL, new Operand(key.get(i), dice.once(2))));
    }
    if (dice.once(3)) {
      terms.add(conditions.rule(table));
    }
    return terms.size() == 1 ? terms.get(0) : new Condition.And(terms);
  }

  Step createPartition(Definition table) {
    List<Object> given = new ArrayList<>();
    for (int id : table.divisionColumns()) {
      given.add(values.given(table.column(id)));
    }
    return new Step.CreatePartition(table.name(), given);
  }

  Step dropPartitionsBefore(Definition table) {
    if (table.division() == null
        || (table.division().kind() != Partitioning.Kind.NUMBERS
            && table.division().kind() != Partitioning.Kind.TIME
            && table.division().kind() != Partitioning.Kind.MONTHS)) {
      return new Step.DropPartition(table.name(), dice.below(20));
    }
    Object bound =
        table.division().kind() == Partitioning.Kind.NUMBERS
            ? (Object) (dice.below(20) - 5L)
            : Instant.parse("2001-02-03T12:00:00Z");
    return new Step.DropPartitionsBefore(table.name(), bound);
  }
}
