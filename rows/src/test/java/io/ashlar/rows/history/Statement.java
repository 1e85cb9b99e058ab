package io.ashlar.rows.history;

import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What a session does, in the database and in the model. Results are compared by equality. */
interface Statement {

  /** The result of a statement that breaks a constraint. */
  String CONSTRAINT = "constraint";

  /** Runs it in the model: the result, or {@link #CONSTRAINT} with nothing changed. */
  Object in(ModelTransaction model);

  /** Runs it in the database. */
  Object in(ItemTable table, ReadTransaction tx);

  /** Whether a transaction that only reads can run it. */
  default boolean reads() {
    return false;
  }

  /** A read by primary key. */
  record GetById(long id) implements Statement {
    @Override
    public Object in(ModelTransaction model) {
      Item item = model.visible().get(id);
      return item == null ? List.of() : List.of(item);
    }

    @Override
    public Object in(ItemTable table, ReadTransaction tx) {
      return table.get(tx, id);
    }

    @Override
    public boolean reads() {
      return true;
    }
  }

  /** A read by the unique index. */
  record GetByCode(long code) implements Statement {
    @Override
    public Object in(ModelTransaction model) {
      Range range = new Range("code", code, code);
      return model.visible().values().stream().filter(range::holds).toList();
    }

    @Override
    public Object in(ItemTable table, ReadTransaction tx) {
      return table.getByCode(tx, code);
    }

    @Override
    public boolean reads() {
      return true;
    }
  }

  /** A scan, perhaps for update. */
  record ScanOf(Slice slice) implements Statement {
    @Override
    public Object in(ModelTransaction model) {
      List<Item> rows = slice.of(model.visible().values());
      if (slice.forUpdate()) {
        model.lock(rows);
        if (slice.range() != null) {
          askFor(model, slice.range());
        }
      }
      return rows;
    }

    @Override
    public Object in(ItemTable table, ReadTransaction tx) {
      return table.scan(tx, slice);
    }

    @Override
    public boolean reads() {
      return !slice.forUpdate();
    }
  }

  /** An insert. */
  record InsertOf(Item item) implements Statement {
    @Override
    public Object in(ModelTransaction model) {
      model.ask(item.id(), null);
      if (model.visible().containsKey(item.id())) {
        return CONSTRAINT;
      }
      return write(model, new TreeMap<>(Map.of(item.id(), Optional.of(item))), 1L);
    }

    @Override
    public Object in(ItemTable table, ReadTransaction tx) {
      table.insert((Transaction) tx, item);
      return 1L;
    }
  }

  /** An upsert that sets the code or leaves it. */
  record UpsertOf(Item item, boolean withCode) implements Statement {
    @Override
    public Object in(ModelTransaction model) {
      model.ask(item.id(), null);
      Item old = model.visible().get(item.id());
      Long code = withCode ? item.code() : old == null ? null : old.code();
      Item row = new Item(item.id(), code, item.grp(), item.val(), item.note());
      return write(model, new TreeMap<>(Map.of(item.id(), Optional.of(row))), 1L);
    }

    @Override
    public Object in(ItemTable table, ReadTransaction tx) {
      table.upsert((Transaction) tx, item, withCode);
      return 1L;
    }
  }

  /** An update of a range. */
  record UpdateOf(Range range, Change change) implements Statement {
    @Override
    public Object in(ModelTransaction model) {
      NavigableMap<Long, Optional<Item>> rows = new TreeMap<>();
      for (Item each : selected(model, range)) {
        rows.put(each.id(), Optional.of(change.of(each)));
      }
      return write(model, rows, rows.size());
    }

    @Override
    public Object in(ItemTable table, ReadTransaction tx) {
      return table.update((Transaction) tx, range, change);
    }
  }

  /** A delete of a range. */
  record DeleteOf(Range range) implements Statement {
    @Override
    public Object in(ModelTransaction model) {
      NavigableMap<Long, Optional<Item>> rows = new TreeMap<>();
      for (Item each : selected(model, range)) {
        rows.put(each.id(), Optional.empty());
      }
      return write(model, rows, rows.size());
    }

    @Override
    public Object in(ItemTable table, ReadTransaction tx) {
      return table.delete((Transaction) tx, range);
    }
  }

  /** The rows of a range; one that names a primary key locks it also when there is no row. */
  private static List<Item> selected(ModelTransaction model, Range range) {
    askFor(model, range);
    return model.visible().values().stream().filter(range::holds).toList();
  }

  private static void askFor(ModelTransaction model, Range range) {
    if ("id".equals(range.column()) && range.low() == range.high()) {
      model.ask(range.low(), null);
    }
  }

  private static Object write(
      ModelTransaction model, NavigableMap<Long, Optional<Item>> rows, long count) {
    return model.write(rows) ? (Object) count : CONSTRAINT;
  }
}
