package io.ashlar.fuzz.generate;

import io.ashlar.aggregate.Aggregate;
import io.ashlar.fuzz.model.Model;
import io.ashlar.fuzz.model.Parameters;
import io.ashlar.fuzz.model.table.Definition;
import io.ashlar.fuzz.model.table.ModelColumn;
import io.ashlar.fuzz.model.table.ModelIndex;
import io.ashlar.fuzz.model.table.Stored;
import io.ashlar.fuzz.script.AggregateSpec;
import io.ashlar.fuzz.script.Locking;
import io.ashlar.fuzz.script.OrderSpec;
import io.ashlar.fuzz.script.ScanSpec;
import io.ashlar.fuzz.script.Step;
import io.ashlar.fuzz.script.condition.Term;
import io.ashlar.fuzz.script.condition.Term.Numeric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** Random statements that read. */
final class ReadSource {

  private static final int SLOTS = 4;

  private final Dice dice;
  private final ValueSource values;
  private final ConditionSource conditions;

  /** What was prepared under each number. */
  private final Map<Integer, Step.Prepare> prepared = new HashMap<>();

  ReadSource(Dice dice, ValueSource values, ConditionSource conditions) {
    this.dice = dice;
    this.values = values;
    this.conditions = conditions;
  }

  Step next(Model model, int session, Definition table) {
    NavigableMap<List<Object>, Stored> rows = model.newest().rowsOf(table.id());
    boolean writes = session < 0 || model.writes(session);
    return switch (dice.below(44)) {
      case 0, 1, 2, 3, 4, 5 -> get(session, table, rows, writes);
      case 6, 7 -> getAll(session, table, rows);
      case 8, 9, 10, 11 -> aggregate(session, table);
      case 12, 13 -> new Step.Portions(session, whole(table), 1 + dice.below(8));
      case 14, 15 -> new Step.TurnPages(session, whole(table), 1 + dice.below(6));
      case 16, 17 -> new Step.StartReading(session, dice.below(SLOTS), total(table));
      case 18, 19, 20, 21 -> new Step.GoOnReading(session, dice.below(SLOTS));
      case 22, 23 -> join(model, session, table);
      case 24 -> prepare(table);
      case 29 -> new Step.OpenCursor(session, dice.below(SLOTS), scan(table, false).uncached());
      case 30, 31, 32 -> new Step.ReadCursor(dice.below(SLOTS), 1 + dice.below(5));
      case 25, 26, 27, 28 -> run(session, table);
      default -> new Step.Query(session, scan(table, writes));
    };
  }

  private Step get(
      int session, Definition table, NavigableMap<List<Object>, Stored> rows, boolean writes) {
    ModelIndex index = unique(table);
    if (index == null && table.keyless()) {
      return new Step.Query(session, scan(table, writes));
    }
    Locking locking = writes && dice.once(3) ? locking() : Locking.NONE;
    return new Step.Get(
        session,
        table.name(),
        index == null ? null : index.name(),
        key(table, index, rows),
        locking);
  }

  private Locking locking() {
    return dice.pick(List.of(Locking.FOR_UPDATE, Locking.NO_WAIT, Locking.SKIP_LOCKED));
  }

  private ModelIndex unique(Definition table) {
    List<ModelIndex> indexes = new ArrayList<>(table.indexes());
    indexes.removeIf(index -> !index.unique() || index.where() != null);
    return indexes.isEmpty() || dice.once(2) ? null : dice.pick(indexes);
  }

  private List<Object> key(
      Definition table, ModelIndex index, NavigableMap<List<Object>, Stored> rows) {
    List<Integer> columns = index == null ? table.primaryKey() : index.key();
    List<Object> key = new ArrayList<>();
    Stored known = rows.isEmpty() || dice.once(4) ? null : dice.pick(rows.values());
    for (int id : columns) {
      key.add(known == null ? values.stored(table.column(id)) : table.valueOf(known, id));
    }
    return key;
  }

  private Step getAll(int session, Definition table, NavigableMap<List<Object>, Stored> rows) {
    ModelIndex index = unique(table);
    if (index == null && table.keyless()) {
      return aggregate(session, table);
    }
    List<List<Object>> keys = new ArrayList<>();
    for (int i = dice.below(6); i > 0; i--) {
      keys.add(key(table, index, rows));
    }
    return new Step.GetAll(session, table.name(), index == null ? null : index.name(), keys);
  }

  private List<String> select(Definition table) {
    if (dice.once(2)) {
      return List.of();
    }
    return dice.some(table.columns(), 1 + dice.below(3)).stream().map(ModelColumn::name).toList();
  }

  private List<OrderSpec> order(Definition table) {
    List<OrderSpec> order = new ArrayList<>();
    if (!table.indexes().isEmpty() && dice.once(2)) {
      // The columns of an index, in its directions or the opposite ones.
      boolean turned = dice.once(2);
      dice.pick(table.indexes())
          .key()
          .forEach(id -> order.add(new OrderSpec(table.column(id).name(), turned)));
    } else {
      dice.some(table.columns(), 1 + dice.below(2))
          .forEach(column -> order.add(new OrderSpec(column.name(), dice.once(2))));
    }
    return order;
  }

  private String using(Definition table) {
    if (!dice.once(6)) {
      return null;
    }
    List<String> names = new ArrayList<>(List.of("primary"));
    for (ModelIndex index : table.indexes()) {
      if (index.where() == null) {
        names.add(index.name());
      }
    }
    return dice.pick(names);
  }

  private ScanSpec scan(Definition table, boolean writes) {
    List<OrderSpec> order = dice.once(2) ? order(table) : List.of();
    Locking locking = writes && dice.once(4) ? locking() : Locking.NONE;
    return new ScanSpec(
        table.name(),
        conditions.where(table),
        order,
        dice.once(3) ? (Long) (long) dice.below(8) : null,
        dice.once(8) ? dice.below(4) : 0,
        select(table),
        using(table),
        dice.once(4),
        locking,
        locking == Locking.NONE && dice.once(8));
  }

  /** A scan that is read to its end, whatever it takes. */
  private ScanSpec whole(Definition table) {
    return new ScanSpec(
        table.name(),
        conditions.where(table),
        dice.once(2) ? order(table) : List.of(),
        null,
        0,
        select(table),
        using(table),
        dice.once(4),
        Locking.NONE,
        false);
  }

  /** A scan whose order leaves no ties, with a limit. */
  private ScanSpec total(Definition table) {
    List<OrderSpec> order = new ArrayList<>(dice.once(2) ? order(table) : List.of());
    boolean descending = dice.once(3);
    for (int id : table.keyless() ? List.<Integer>of() : table.primaryKey()) {
      String name = table.column(id).name();
      if (order.stream().noneMatch(each -> each.column().equals(name))) {
        order.add(new OrderSpec(name, descending));
      }
    }
    return new ScanSpec(
        table.name(),
        conditions.where(table),
        order,
        1L + dice.below(5),
        0,
        select(table),
        null,
        dice.once(4),
        Locking.NONE,
        false);
  }

  private Step prepare(Definition table) {
    int slot = dice.below(SLOTS);
    Step.Prepare step = new Step.Prepare(slot, scan(table, false));
    prepared.put(slot, step);
    return step;
  }

  /** The scan with other values in the place of those that were bound to begin with. */
  private Step run(int session, Definition table) {
    int slot = dice.below(SLOTS);
    Step.Prepare step = prepared.get(slot);
    if (step == null) {
      return prepare(table);
    }
    List<Object> bound = new ArrayList<>();
    Parameters.of(step.scan().where()).forEach(old -> bound.add(whole(values.like(old))));
    return new Step.Run(session, slot, bound);
  }

  /** It may be a pattern, which must not end with the character that escapes the next. */
  private static Object whole(Object value) {
    return value instanceof String text && text.equals("\\") ? "\\\\" : value;
  }

  private Step aggregate(int session, Definition table) {
    List<AggregateSpec> aggregates = new ArrayList<>();
    List<ModelColumn> numbers = table.columns().stream().filter(ModelColumn::numeric).toList();
    boolean extremes = dice.once(3);
    for (int i = dice.below(3); i >= 0; i--) {
      ModelColumn column = dice.pick(table.columns());
      if (column.numeric()) {
        Term term =
            dice.once(2) ? new Term.Field(column.name()) : conditions.term(numbers, 1, true);
        aggregates.add(number(extremes, term, ConditionSource.numericOf(numbers, term)));
      } else if (extremes || dice.once(2)) {
        aggregates.add(new AggregateSpec(extreme(), null, column.name()));
      } else {
        aggregates.add(
            new AggregateSpec(Aggregate.Function.COUNT, null, dice.once(2) ? null : column.name()));
      }
    }
    List<String> groupBy =
        dice.once(3)
            ? dice.some(table.columns(), 1 + dice.below(2)).stream().map(ModelColumn::name).toList()
            : List.of();
    return new Step.Aggregate(session, table.name(), conditions.where(table), aggregates, groupBy);
  }

  private Aggregate.Function extreme() {
    return dice.once(2) ? Aggregate.Function.MIN : Aggregate.Function.MAX;
  }

  private AggregateSpec number(boolean extremes, Term term, Numeric numeric) {
    // What a sum of floating-point numbers is depends on the sequence.
    if (extremes || numeric == Numeric.REAL || dice.once(2)) {
      return new AggregateSpec(extreme(), term, null);
    }
    return new AggregateSpec(
        dice.once(2) ? Aggregate.Function.SUM : Aggregate.Function.AVG, term, null);
  }

  /** Two tables, or one with itself, by columns of one type. */
  private Step join(Model model, int session, Definition table) {
    Definition other = dice.pick(model.newest().tables().values());
    ModelColumn column = dice.pick(table.columns());
    List<ModelColumn> fits = new ArrayList<>(other.columns());
    fits.removeIf(each -> !each.type().equals(column.type()));
    Definition inner = fits.isEmpty() ? table : other;
    ModelColumn on = fits.isEmpty() ? column : dice.pick(fits);
    List<String> select = new ArrayList<>(select(table));
    if (!select.isEmpty() && !select.contains(column.name())) {
      select.add(column.name());
    }
    return new Step.Join(
        session,
        plain(table, select),
        plain(inner, select(inner)),
        column.name(),
        on.name(),
        dice.once(2));
  }

  private ScanSpec plain(Definition table, List<String> select) {
    return new ScanSpec(
        table.name(),
        dice.once(2) ? conditions.where(table) : null,
        List.of(),
        null,
        0,
        select,
        null,
        false,
        Locking.NONE,
        false);
  }
}
