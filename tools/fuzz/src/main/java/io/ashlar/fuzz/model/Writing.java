package io.ashlar.fuzz.model;

import io.ashlar.error.ConstraintException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.VersionMismatchException;
import io.ashlar.fuzz.model.table.Definition;
import io.ashlar.fuzz.model.table.Evaluation;
import io.ashlar.fuzz.model.table.Fitting;
import io.ashlar.fuzz.model.table.ModelColumn;
import io.ashlar.fuzz.model.table.ModelIndex;
import io.ashlar.fuzz.model.table.Numbers;
import io.ashlar.fuzz.model.table.Rule;
import io.ashlar.fuzz.model.table.Scope;
import io.ashlar.fuzz.model.table.Stored;
import io.ashlar.fuzz.model.table.Truth;
import io.ashlar.fuzz.model.table.Values;
import io.ashlar.fuzz.script.Assignment;
import io.ashlar.fuzz.script.First;
import io.ashlar.fuzz.script.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * One statement that writes. Long because inserts, updates, deletes and what follows from them
 * share what is against the statement.
 */
final class Writing {

  private final Definition table;
  private final NavigableMap<List<Object>, Stored> rows;
  private final Effect effect;

  /** Whatever is against the statement. */
  private final Set<Class<?>> errors = new LinkedHashSet<>();

  /** Whether a check or a condition may fail to be computed, and yet not matter. */
  private boolean mayFail;

  /** Whether rows may be too long to be sorted, where no key gives the order. */
  private boolean mayExceed;

  /** Rows that are there after the statement, by key: new ones, and changed ones. */
  private final Map<List<Object>, Map<Integer, Object>> after = new TreeMap<>(Values.KEYS);

  /** Rows that the statement takes away or replaces. */
  private final Set<List<Object>> gone = new HashSet<>();

  /** What the statement does to rows, in order. */
  private final List<Following.Changed> changes = new ArrayList<>();

  /** Null for a writing that follows another. */
  private final Following following;

  private final List<Writing> joined = new ArrayList<>();

  Writing(Definition table, NavigableMap<List<Object>, Stored> rows, Following following) {
    this.table = table;
    this.rows = rows;
    this.following = following;
    this.effect = new Effect(table);
  }

  Definition table() {
    return table;
  }

  Effect effect() {
    return effect;
  }

  void refuse(Class<?> error) {
    errors.add(error);
  }

  void mayBeRefused() {
    mayFail = true;
  }

  /** Takes what another writing has led to as part of this one. */
  void join(Writing other) {
    other.judgeKeys();
    errors.addAll(other.errors);
    mayFail |= other.mayFail;
    joined.add(other);
    effect.join(other.effect);
  }

  /** Whether the statement leaves a row behind under a key. */
  boolean leaves(List<Object> key) {
    return after.containsKey(key);
  }

  /** Changes rows for a foreign key: all give up their keys before the first takes another. */
  void change(List<Following.Changed> rowsChanged) {
    for (Following.Changed each : rowsChanged) {
      List<Object> key = table.keyOf(each.before());
      effect.lockRow(key, each.before());
      after.remove(key);
      gone.add(key);
      effect.writes().put(key, Optional.empty());
      if (each.after() == null) {
        effect.lockChangedKeys(each.before(), null);
      }
    }
    for (Following.Changed each : rowsChanged) {
      if (each.after() == null) {
        continue;
      }
      requireFits(each.after());
      List<Object> to = table.keyOf(each.after());
      if (!to.contains(null)) {
        effect.lock(LockKey.row(table, to));
        effect.askPartition(each.after());
        Map<Integer, Object> before = after.get(to);
        if (before != null && !table.expired(before)) {
          errors.add(ConstraintException.class);
        }
        put(to, each.before(), each.after());
      }
    }
  }

  /** Whichever statement it is; {@code version} knows the states so many commits ago. */
  Effect run(Step step, Outcome found, ToIntFunction<Integer> version) {
    if (step instanceof Step.Insert insert) {
      return insert(insert, found);
    }
    return step instanceof Step.Update update
        ? update(update, version.applyAsInt(update.version()))
        : delete((Step.Delete) step, version.applyAsInt(((Step.Delete) step).version()));
  }

  /** An insert or upsert; {@code found} tells the numbers that were drawn. */
  private Effect insert(Step.Insert insert, Outcome found) {
    Map<Integer, Object> given = given(insert.values());
    Map<Integer, Object> row = new HashMap<>();
    for (ModelColumn column : table.columns()) {
      boolean set = given.containsKey(column.id());
      if (column.identity() && !set) {
        row.put(column.id(), found.value() instanceof Long drawn ? drawn : null);
      } else {
        row.put(column.id(), set ? given.get(column.id()) : column.defaultValue());
      }
    }
    if (table.keyless()) {
      row.put(table.primaryKey().get(0), found.number());
    }
    ModelColumn identity =
        table.columns().stream().filter(ModelColumn::identity).findFirst().orElse(null);
    boolean draws = identity != null && !given.containsKey(identity.id());
    List<Object> key = table.keyOf(row);
    if (draws && found.error() != null && table.inPrimaryKey(identity.id())) {
      // The number is not known, only that no row has it: the statement fails for other reasons.
      row.put(identity.id(), Long.MIN_VALUE);
      key = table.keyOf(row);
    }
    Stored old = key.contains(null) ? null : rows.get(key);
    boolean live = old != null && !table.expired(old.row());
    if (live && insert.upsert()) {
      Map<Integer, Object> changed = new HashMap<>(old.row());
      changed.putAll(given);
      row = changed;
    } else if (live) {
      errors.add(ConstraintException.class);
    } else if (draws && row.get(identity.id()) == null) {
      row.put(identity.id(), Long.MIN_VALUE);
    }
    requireFits(row);
    if (errors.isEmpty() || !key.contains(null)) {
      effect.lockRow(key, row);
      gone.add(key);
      put(key, old == null ? null : old.row(), row);
      changes.add(new Following.Changed(live ? old.row() : null, row));
    }
    boolean drawn = draws && !(live && insert.upsert() && !table.inPrimaryKey(identity.id()));
    Expected answer =
        drawn
            ? Expected.answer(value -> value instanceof Long ? null : "expected a number")
            : Expected.of(1L);
    if (drawn && found.value() instanceof Long number) {
      effect.drawn(number);
    }
    if (draws && found.error() != null && matters(identity)) {
      // The number that was drawn is not known, but it may be what the rules are against, what
      // makes an index hold the row, and what somebody else has locked.
      mayFail = true;
      mayExceed = true;
      effect.drewUnknown();
    }
    return end(answer);
  }

  /** Whether a rule of the table looks at a column. */
  private boolean matters(ModelColumn column) {
    boolean matters = table.inPrimaryKey(column.id()) || following.mentions(table, column.id());
    for (ModelIndex index : table.indexes()) {
      matters |= index.unique() && index.key().contains(column.id());
      matters |= index.where() != null && index.where().mentions(column.id());
    }
    for (Rule check : table.checks()) {
      matters |= check.mentions(column.id());
    }
    return matters;
  }

  private Map<Integer, Object> given(Map<String, Object> values) {
    Map<Integer, Object> given = new HashMap<>();
    values.forEach(
        (name, value) -> {
          ModelColumn column = table.column(name);
          given.put(column.id(), fitted(column, value));
        });
    return given;
  }

  private Object fitted(ModelColumn column, Object value) {
    try {
      return Fitting.stored(column.type(), value);
    } catch (Fitting.Refused e) {
      errors.add(e.error());
      return null;
    }
  }

  private Effect update(Step.Update update, int version) {
    Map<Integer, Object> values = new HashMap<>();
    for (Assignment each : update.set()) {
      if (!each.delta() && each.computed() == null) {
        ModelColumn column = table.column(each.column());
        values.put(column.id(), fitted(column, each.value()));
      }
    }
    Selection selection = new Selection(table, table.names(), rows, update.where());
    NavigableMap<List<Object>, Stored> selected = first(selection, update.first());
    note(selection, selected, update.version() == null ? null : version);
    gone.addAll(selected.keySet());
    selected.forEach(
        (key, stored) -> {
          Map<Integer, Object> row = new HashMap<>(stored.row());
          row.putAll(values);
          for (Assignment each : update.set()) {
            ModelColumn column = table.column(each.column());
            if (each.delta() || each.computed() != null) {
              row.put(column.id(), result(each, column, stored.row()));
            }
          }
          requireFits(row);
          List<Object> to = table.keyOf(row);
          if (to.contains(null)) {
            return;
          }
          if (!to.equals(key)) {
            effect.lock(LockKey.row(table, to));
            effect.askPartition(row);
            effect.writes().putIfAbsent(key, Optional.empty());
          }
          Map<Integer, Object> before = after.get(to);
          if (before != null && !table.expired(before)) {
            errors.add(ConstraintException.class);
          }
          put(to, stored.row(), row);
          changes.add(new Following.Changed(stored.row(), row));
        });
    return end(Expected.of((long) selected.size()));
  }

  private Object result(Assignment assignment, ModelColumn column, Map<Integer, Object> row) {
    Scope scope = new Scope(table, table.names(), row);
    try {
      if (assignment.delta()) {
        Long value = (Long) scope.value(column.name());
        return value == null
            ? null
            : Fitting.computed(column, Math.addExact(value, (Long) assignment.value()));
      }
      Numbers numbers = new Numbers(scope);
      return numbers.isNull(assignment.computed())
          ? null
          : Fitting.computed(column, numbers.value(assignment.computed()));
    } catch (ArithmeticException | Fitting.Refused e) {
      errors.add(ConstraintException.class);
      return null;
    }
  }

  private Effect delete(Step.Delete delete, int version) {
    Selection selection = new Selection(table, table.names(), rows, delete.where());
    NavigableMap<List<Object>, Stored> selected = first(selection, delete.first());
    note(selection, selected, delete.version() == null ? null : version);
    selected.forEach(
        (key, stored) -> {
          gone.add(key);
          effect.lockChangedKeys(stored.row(), null);
          effect.writes().put(key, Optional.empty());
          changes.add(new Following.Changed(stored.row(), null));
        });
    return end(Expected.of((long) selected.size()));
  }

  /** Those of the selected rows that are changed. */
  private NavigableMap<List<Object>, Stored> first(Selection selection, First first) {
    if (first == null) {
      return selection.rows();
    }
    mayExceed = selection.isTooLongToSort(first.order());
    List<Map.Entry<List<Object>, Stored>> sorted = new ArrayList<>(selection.rows().entrySet());
    sorted.sort(Map.Entry.comparingByValue(selection.order(first.order(), false)));
    NavigableMap<List<Object>, Stored> chosen = new TreeMap<>(Values.KEYS);
    for (int i = 0; i < Math.min(first.limit(), sorted.size()); i++) {
      chosen.put(sorted.get(i).getKey(), sorted.get(i).getValue());
    }
    return chosen;
  }

  private void note(
      Selection selection, NavigableMap<List<Object>, Stored> selected, Integer version) {
    mayFail = selection.mayFail();
    selection.rows().keySet().forEach(key -> effect.ask(LockKey.row(table, key)));
    selected.forEach((key, stored) -> effect.lockRow(key, stored.row()));
    selection.namedKeys().forEach(effect::askKey);
    if (version != null && selected.values().stream().anyMatch(row -> row.version() != version)) {
      errors.add(VersionMismatchException.class);
    }
  }

  /** Notes a row that the statement leaves behind. */
  private void put(List<Object> key, Map<Integer, Object> before, Map<Integer, Object> row) {
    effect.lockChangedKeys(before, row);
    after.put(key, row);
    effect.writes().put(key, Optional.of(row));
  }

  /** What can be said of a row without the others. */
  private void requireFits(Map<Integer, Object> row) {
    for (ModelColumn column : table.columns()) {
      Object value = table.value(row, column.id());
      if ((!column.nullable() && value == null) || column.isTooLong(value)) {
        errors.add(ConstraintException.class);
      }
    }
    if (table.keyOf(row).contains(null)) {
      if (isLong(table.primaryKey(), row)) {
        errors.add(LimitExceededException.class);
      }
      return;
    }
    if (table.division() != null && !Divisions.takes(table, row)) {
      errors.add(ConstraintException.class);
    }
    for (Rule check : table.checks()) {
      Evaluation evaluation = new Evaluation(new Scope(table, check.names(), row));
      Truth truth = evaluation.truth(check.condition());
      mayFail |= evaluation.failed();
      if (truth == Truth.FALSE || truth == Truth.FAILS) {
        errors.add(ConstraintException.class);
      }
    }
    requireKeysFit(row);
  }

  private void requireKeysFit(Map<Integer, Object> row) {
    boolean tooLong = isLong(table.primaryKey(), row);
    for (ModelIndex index : table.indexes()) {
      tooLong |= index.holds(table, row) && isLong(index.key(), row);
    }
    if (tooLong) {
      errors.add(LimitExceededException.class);
    }
  }

  private boolean isLong(List<Integer> columns, Map<Integer, Object> row) {
    return columns.stream().anyMatch(column -> Values.isLong(table.value(row, column)));
  }

  private Effect end(Expected wanted) {
    // A statement that is against keys already does not come to what follows.
    judgeKeys();
    following.follow(this, changes);
    Expected answer = mayExceed ? wanted.or(LimitExceededException.class) : wanted;
    judgeKeys();
    if (!errors.isEmpty()) {
      effect.writes().clear();
      joined.forEach(each -> each.effect.writes().clear());
      return effect.expect(
          answer.orRather(mayFail ? union(errors, ConstraintException.class) : Set.copyOf(errors)));
    }
    return effect.expect(mayFail ? answer.or(ConstraintException.class) : answer);
  }

  private static Set<Class<?>> union(Set<Class<?>> classes, Class<?> one) {
    Set<Class<?>> all = new LinkedHashSet<>(classes);
    all.add(one);
    return all;
  }

  /** Primary keys and unique indexes, judged when all rows are changed; expired rows give way. */
  private void judgeKeys() {
    for (List<Object> key : after.keySet()) {
      Stored other = gone.contains(key) ? null : rows.get(key);
      if (other != null && !table.expired(other.row())) {
        errors.add(ConstraintException.class);
      }
    }
    for (ModelIndex index : table.indexes()) {
      if (index.unique() && !after.isEmpty()) {
        judge(index);
      }
    }
  }

  private void judge(ModelIndex index) {
    Map<List<Object>, List<Object>> owners = new HashMap<>();
    after.forEach(
        (key, row) -> {
          List<Object> exclusive = index.exclusiveKey(table, row);
          if (exclusive != null && owners.put(exclusive, key) != null) {
            errors.add(ConstraintException.class);
          }
        });
    rows.forEach(
        (key, stored) -> {
          List<Object> exclusive = index.exclusiveKey(table, stored.row());
          if (exclusive == null || !owners.containsKey(exclusive) || gone.contains(key)) {
            return;
          }
          effect.ask(LockKey.row(table, key));
          if (table.expired(stored.row())) {
            effect.lockChangedKeys(stored.row(), null);
            // Unless another row has taken its primary key as well.
            effect.writes().putIfAbsent(key, Optional.empty());
          } else {
            errors.add(ConstraintException.class);
          }
        });
  }
}
