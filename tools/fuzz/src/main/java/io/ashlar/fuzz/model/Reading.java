package io.ashlar.fuzz.model;

import io.ashlar.error.ConstraintException;
import io.ashlar.error.ContinuationException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.fuzz.model.table.Definition;
import io.ashlar.fuzz.model.table.ModelIndex;
import io.ashlar.fuzz.model.table.Stored;
import io.ashlar.fuzz.model.table.Values;
import io.ashlar.fuzz.script.Locking;
import io.ashlar.fuzz.script.OrderSpec;
import io.ashlar.fuzz.script.ScanSpec;
import io.ashlar.fuzz.script.Step;
import io.ashlar.fuzz.script.condition.Condition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One statement that reads rows. */
final class Reading {

  private final Definition table;
  private final Map<String, Integer> names;
  private final NavigableMap<List<Object>, Stored> rows;

  /**
   * A reading.
   *
   * @param table the table
   * @param names what the names of columns stand for
   * @param rows its rows, expired ones included
   */
  Reading(Definition table, Map<String, Integer> names, NavigableMap<List<Object>, Stored> rows) {
    this.table = table;
    this.names = names;
    this.rows = rows;
  }

  Definition table() {
    return table;
  }

  NavigableMap<List<Object>, Stored> rows() {
    return rows;
  }

  boolean hasIndexes() {
    return !table.indexes().isEmpty();
  }

  /** Some of the rows that a scan selects, as a portion whose beginning is not known. */
  Effect some(ScanSpec scan) {
    Selection selection = select(scan.where());
    List<Stored> selected = List.copyOf(selection.rows().values());
    ExpectedRows expected =
        new ExpectedRows(selected, null, row -> projected(scan, row), 0, scan.limit());
    return new Effect(table)
        .expect(
            Expected.answer(expected::judgeSome)
                .or(ConstraintException.class)
                .or(LimitExceededException.class)
                .or(ContinuationException.class));
  }

  /** Whether the schema was changed after a state. */
  boolean changedSince(int state) {
    return table.changed() > state;
  }

  Effect get(Step.Get get, Held held) {
    Effect effect = new Effect(table);
    Stored found = null;
    boolean passable = false;
    if (!get.key().contains(null)) {
      List<Object> key = canonical(get.key());
      ModelIndex index = get.index() == null ? null : table.index(get.index());
      List<Object> rowKey = index == null ? key : ownerOf(index, key);
      Stored stored = rowKey == null ? null : rows.get(rowKey);
      found = stored == null || table.expired(stored.row()) ? null : stored;
      if (get.locking() == Locking.SKIP_LOCKED) {
        List<LockKey> keys = lockKeys(index, key, rowKey);
        found = keys.stream().anyMatch(held::isHeld) ? null : found;
        passable = !keys.stream().allMatch(each -> held.isFree(table, each));
        effect.passesOver();
      }
      if (get.locking() != Locking.NONE) {
        lock(effect, index, key, rowKey, stored, passable);
      }
    }
    Object shown = found == null ? null : shown(found);
    return effect.expect(
        passable && shown != null
            ? Expected.answer(answer -> otherThan(answer, shown))
            : Expected.of(shown));
  }

  /** What is wrong with a row that may be passed over, or null. */
  private static String otherThan(Object answer, Object shown) {
    return answer == null || shown.equals(answer) ? null : "expected null or " + Outcome.of(shown);
  }

  private List<LockKey> lockKeys(ModelIndex index, List<Object> key, List<Object> rowKey) {
    List<LockKey> keys = new ArrayList<>();
    if (index != null) {
      keys.add(new LockKey(table.id(), index.id(), key));
    }
    if (rowKey != null) {
      keys.add(LockKey.row(table, rowKey));
    }
    return keys;
  }

  private static List<Object> canonical(List<Object> key) {
    return key.stream().map(Values::canonical).toList();
  }

  /** In a table with partitions only what is there is locked for certain. */
  private void lock(
      Effect effect,
      ModelIndex index,
      List<Object> key,
      List<Object> rowKey,
      Stored stored,
      boolean passable) {
    if (stored != null) {
      effect.askPartition(stored.row());
    } else {
      effect.askPartition(index == null ? table.primaryKey() : index.key(), key);
    }
    for (LockKey each : lockKeys(index, key, rowKey)) {
      if (!passable && (table.division() == null || stored != null)) {
        effect.lock(each);
      } else {
        effect.ask(each);
      }
    }
  }

  /** The row of a unique key; several that have expired may have had it when the index was made. */
  private List<Object> ownerOf(ModelIndex index, List<Object> key) {
    List<Object> owner = null;
    for (Map.Entry<List<Object>, Stored> each : rows.entrySet()) {
      Map<Integer, Object> row = each.getValue().row();
      if (key.equals(index.exclusiveKey(table, row)) && (owner == null || !table.expired(row))) {
        owner = each.getKey();
      }
    }
    return owner;
  }

  Effect getAll(Step.GetAll get) {
    List<Object> answers = new ArrayList<>();
    for (List<Object> key : get.keys()) {
      Step.Get one = new Step.Get(get.session(), get.table(), get.index(), key, Locking.NONE);
      answers.add(answerOf(one));
    }
    return new Effect(table).expect(Expected.of(answers));
  }

  private Object answerOf(Step.Get get) {
    if (get.key().contains(null)) {
      return null;
    }
    List<Object> key = canonical(get.key());
    List<Object> rowKey = get.index() == null ? key : ownerOf(table.index(get.index()), key);
    Stored stored = rowKey == null ? null : rows.get(rowKey);
    return stored == null || table.expired(stored.row()) ? null : shown(stored);
  }

  /** All columns, and the version. */
  private List<Object> shown(Stored stored) {
    List<Object> values = new ArrayList<>();
    table.columns().forEach(column -> values.add(table.value(stored.row(), column.id())));
    values.add(stored.version());
    return values;
  }

  Selection select(Condition where) {
    return new Selection(table, names, rows, where);
  }

  Effect scan(ScanSpec scan, Held held) {
    return scan.locking() == Locking.SKIP_LOCKED ? passingOver(scan, held) : scan(scan);
  }

  /**
   * Rows that others have locked are not there; where it is not known which they are, any of the
   * others may be shown.
   */
  private Effect passingOver(ScanSpec scan, Held held) {
    Selection selection = select(scan.where());
    NavigableMap<List<Object>, Stored> free = new TreeMap<>(selection.rows());
    free.keySet().removeIf(key -> held.isHeld(LockKey.row(table, key)));
    boolean known =
        free.keySet().stream().allMatch(key -> held.isFree(table, LockKey.row(table, key)));
    ExpectedRows expected = expected(scan, selection, List.copyOf(free.values()));
    Effect effect = new Effect(table);
    effect.passesOver();
    free.forEach(
        (key, stored) -> {
          effect.askPartition(stored.row());
          if (known && scan.limit() == null) {
            effect.lock(LockKey.row(table, key));
          } else {
            effect.ask(LockKey.row(table, key));
          }
        });
    selection.rows().values().forEach(stored -> effect.askPartition(stored.row()));
    selection.namedKeys().forEach(effect::askKey);
    Expected answer = Expected.answer(known ? expected::judge : expected::judgeSome);
    if (selection.isTooLongToSort(scan.order())) {
      answer = answer.or(LimitExceededException.class);
    }
    return effect.expect(selection.mayFail() ? answer.or(ConstraintException.class) : answer);
  }

  private Effect scan(ScanSpec scan) {
    Effect effect = new Effect(table);
    Selection selection = select(scan.where());
    ExpectedRows expected = expected(scan, selection);
    if (scan.locking() != Locking.NONE) {
      boolean whole = scan.limit() == null;
      selection
          .rows()
          .forEach(
              (key, stored) -> {
                effect.askPartition(stored.row());
                if (whole) {
                  effect.lock(LockKey.row(table, key));
                } else {
                  effect.ask(LockKey.row(table, key));
                }
              });
      selection.namedKeys().forEach(effect::askKey);
    }
    Expected answer = Expected.answer(expected::judge);
    if (selection.isTooLongToSort(scan.order())) {
      answer = answer.or(LimitExceededException.class);
    }
    return effect.expect(selection.mayFail() ? answer.or(ConstraintException.class) : answer);
  }

  ExpectedRows expected(ScanSpec scan, Selection selection) {
    return expected(scan, selection, List.copyOf(selection.rows().values()));
  }

  private ExpectedRows expected(ScanSpec scan, Selection selection, List<Stored> rows) {
    return new ExpectedRows(
        rows,
        scan.order().isEmpty() ? null : selection.order(scan.order(), scan.reverse()),
        stored -> projected(scan, stored),
        scan.offset(),
        scan.limit() == null ? Long.MAX_VALUE : scan.limit());
  }

  /** The rows behind a place in a total order. */
  List<Stored> behind(ScanSpec scan, Stored last) {
    Selection selection = select(scan.where());
    Comparator<Stored> order = selection.order(total(scan), scan.reverse());
    List<Stored> all = new ArrayList<>(selection.rows().values());
    all.sort(order);
    if (last != null) {
      all.removeIf(row -> order.compare(row, last) <= 0);
    }
    return all;
  }

  List<Object> projected(ScanSpec scan, Stored stored) {
    List<Object> values = new ArrayList<>();
    if (scan.select().isEmpty()) {
      table.columns().forEach(column -> values.add(table.value(stored.row(), column.id())));
    }
    for (String column : scan.select()) {
      values.add(table.value(stored.row(), names.get(column)));
    }
    if (scan.locking() != Locking.NONE) {
      values.add(stored.version());
    }
    return values;
  }

  /** The order up to the column with which it has all of the primary key: no more can follow. */
  private List<OrderSpec> total(ScanSpec scan) {
    List<OrderSpec> order = new ArrayList<>();
    List<Integer> key = new ArrayList<>(table.primaryKey());
    for (OrderSpec each : scan.order()) {
      if (!key.isEmpty()) {
        order.add(each);
      }
      key.remove(names.get(each.column()));
    }
    return order;
  }

  /** Pairs of rows, as lists of the values of both; nulls for a partner that is missing. */
  static Effect join(Step.Join join, Reading outer, Reading inner) {
    List<List<Object>> pairs = new ArrayList<>();
    Selection left = outer.select(join.outer().where());
    Selection right = inner.select(join.inner().where());
    int outerColumn = outer.names.get(join.outerColumn());
    int innerColumn = inner.names.get(join.innerColumn());
    Map<Object, List<Stored>> byValue = new HashMap<>();
    right
        .rows()
        .values()
        .forEach(
            row -> {
              Object value = inner.table.value(row.row(), innerColumn);
              byValue.computeIfAbsent(value, v -> new ArrayList<>()).add(row);
            });
    for (Stored row : left.rows().values()) {
      Object value = outer.table.value(row.row(), outerColumn);
      List<Stored> partners = value == null ? List.of() : byValue.getOrDefault(value, List.of());
      for (Stored partner : partners) {
        List<Object> pair = outer.projected(join.outer(), row);
        pair.addAll(inner.projected(join.inner(), partner));
        pairs.add(pair);
      }
      if (partners.isEmpty() && join.left()) {
        List<Object> pair = outer.projected(join.outer(), row);
        pair.add(null);
        pairs.add(pair);
      }
    }
    ExpectedRows expected = new ExpectedRows(pairs, null, pair -> pair, 0, Long.MAX_VALUE);
    Expected answer = Expected.answer(expected::judge);
    boolean mayFail = left.mayFail() || right.mayFail();
    return new Effect(outer.table).expect(mayFail ? answer.or(ConstraintException.class) : answer);
  }
}
