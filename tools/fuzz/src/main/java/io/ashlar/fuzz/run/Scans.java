package io.ashlar.fuzz.run;

import io.ashlar.Database;
import io.ashlar.Join;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.error.ClosedException;
import io.ashlar.fuzz.script.Locking;
import io.ashlar.fuzz.script.OrderSpec;
import io.ashlar.fuzz.script.ScanSpec;
import io.ashlar.fuzz.script.Step;
import io.ashlar.fuzz.script.condition.Condition;
import io.ashlar.fuzz.script.condition.Operand;
import io.ashlar.page.Budget;
import io.ashlar.page.Continuation;
import io.ashlar.page.Page;
import io.ashlar.page.Pages;
import io.ashlar.page.StopReason;
import io.ashlar.query.Column;
import io.ashlar.query.Comparison;
import io.ashlar.query.Order;
import io.ashlar.row.Row;
import io.ashlar.row.RowReader;
import io.ashlar.transaction.ReadTransaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** Scans of every shape. */
final class Scans {

  private static final long SORT_BYTES = 16L << 20;
  private static final int MOST_RUNS = 100_000;

  private final LongFunction<Integer> versions;
  private final Map<Integer, Kept> prepared = new HashMap<>();
  private final Map<Integer, Reader> readers = new HashMap<>();
  private final Map<Integer, Open> cursors = new HashMap<>();

  /** A scan that stays open while other steps run. */
  private record Open(Kept kept, RowCursor rows) {}

  /** A prepared scan and what is read of its rows. */
  private record Kept(Table table, PreparedScan scan, List<Column> columns, boolean versioned)
      implements AutoCloseable {

    @Override
    public void close() {
      scan.close();
    }
  }

  /** A reading in portions: its scan, null after a restart, and where it stands. */
  private static final class Reader {

    private final ScanSpec spec;

    /** What is read, whatever columns the table gets. */
    private final List<String> columns;

    private Kept kept;
    private Optional<Continuation> place = Optional.empty();

    Reader(ScanSpec spec, List<String> columns) {
      this.spec = spec;
      this.columns = columns;
    }
  }

  Scans(LongFunction<Integer> versions) {
    this.versions = versions;
  }

  private static List<Column> columns(Table table, ScanSpec spec) {
    List<Column> columns = new ArrayList<>();
    if (spec.select().isEmpty()) {
      table.schema().columns().forEach(column -> columns.add(table.column(column.name())));
    }
    spec.select().forEach(name -> columns.add(table.column(name)));
    return columns;
  }

  private static Scan describe(Table table, ScanSpec spec, Predicates predicates, boolean sorts) {
    Scan scan = predicates.select(table, spec.where());
    if (!spec.order().isEmpty()) {
      Order[] order = new Order[spec.order().size()];
      for (int i = 0; i < order.length; i++) {
        OrderSpec each = spec.order().get(i);
        order[i] = new Order(table.column(each.column()), each.descending());
      }
      scan = scan.orderBy(order);
      if (sorts) {
        scan = scan.sortInMemory(SORT_BYTES);
      }
    }
    if (!spec.select().isEmpty()) {
      scan = scan.select(spec.select().stream().map(table::column).toArray(Column[]::new));
    }
    if (spec.limit() != null) {
      scan = scan.limit(spec.limit());
    }
    if (spec.offset() > 0) {
      scan = scan.offset(spec.offset());
    }
    if (spec.using() != null) {
      scan = scan.using(spec.using());
    }
    if (spec.reverse()) {
      scan = scan.reverse();
    }
    if (spec.cached()) {
      scan = scan.cacheResults();
    }
    return switch (spec.locking()) {
      case NONE -> scan;
      case FOR_UPDATE -> scan.forUpdate();
      case NO_WAIT -> scan.forUpdateNoWait();
      case SKIP_LOCKED -> scan.forUpdateSkipLocked();
    };
  }

  private static Kept prepare(Table table, ScanSpec spec, Budget budget) {
    Predicates predicates = new Predicates(table);
    Scan scan = describe(table, spec, predicates, budget == null);
    PreparedScan made = (budget == null ? scan : scan.budget(budget)).prepare();
    predicates.bind(made);
    String plan = made.explain();
    assert !plan.isEmpty() : "a plan has steps";
    return new Kept(table, made, columns(table, spec), spec.locking() != Locking.NONE);
  }

  Object query(Database db, ReadTransaction transaction, ScanSpec spec) {
    try (Kept kept = prepare(db.table(spec.table()), spec, null);
        RowCursor rows = kept.scan().open(transaction)) {
      return all(kept, rows);
    }
  }

  private List<List<Object>> all(Kept kept, RowCursor rows) {
    List<List<Object>> all = new ArrayList<>();
    while (rows.next()) {
      all.add(row(kept, rows));
    }
    return all;
  }

  private List<Object> row(Kept kept, RowReader row) {
    List<Object> values = new ArrayList<>();
    for (Column column : kept.columns()) {
      values.add(Cells.read(row, column, kept.table()));
    }
    if (kept.versioned()) {
      values.add(versions.apply(row.version()));
    }
    return values;
  }

  void prepare(Database db, Step.Prepare step) {
    Kept kept = prepare(db.table(step.scan().table()), step.scan(), null);
    Kept before = prepared.put(step.slot(), kept);
    if (before != null) {
      before.close();
    }
  }

  Object run(ReadTransaction transaction, Step.Run step) {
    Kept kept = prepared.get(step.slot());
    for (int i = 0; i < step.values().size(); i++) {
      Cells.bind(kept.scan(), i, step.values().get(i));
    }
    String plan = kept.scan().explain();
    assert !plan.isEmpty() : "a plan has steps";
    try (RowCursor rows = kept.scan().open(transaction)) {
      return all(kept, rows);
    }
  }

  Object open(Database db, ReadTransaction transaction, Step.OpenCursor step) {
    close(step.slot());
    Kept kept = prepare(db.table(step.scan().table()), step.scan(), null);
    cursors.put(step.slot(), new Open(kept, kept.scan().open(transaction)));
    return null;
  }

  Object read(Step.ReadCursor step) {
    Open open = cursors.get(step.slot());
    if (open == null) {
      throw new ClosedException("The cursor that was to take this place was not opened.");
    }
    List<List<Object>> some = new ArrayList<>();
    boolean more = true;
    try {
      while (some.size() < step.rows() && more) {
        more = open.rows().next();
        if (more) {
          some.add(row(open.kept(), open.rows()));
        }
      }
    } catch (RuntimeException e) {
      close(step.slot());
      throw e;
    }
    if (!more) {
      close(step.slot());
    }
    return some;
  }

  private void close(int slot) {
    Open open = cursors.remove(slot);
    if (open != null) {
      open.kept().close();
    }
  }

  Object portions(Database db, ReadTransaction transaction, Step.Portions step) {
    List<List<Object>> all = new ArrayList<>();
    Budget budget = Budget.ofRows(step.budgetRows());
    try (Kept kept = prepare(db.table(step.scan().table()), step.scan(), budget)) {
      Optional<Continuation> place = Optional.empty();
      for (int run = 0; run < MOST_RUNS; run++) {
        if (place.isPresent()) {
          PreparedScan resumed = kept.scan().resume(place.get());
          assert resumed == kept.scan() : "statements return themselves";
        }
        try (RowCursor rows = kept.scan().open(transaction)) {
          all.addAll(all(kept, rows));
          place = rows.continuation().map(token -> Continuation.parse(token.toString()));
          if (rows.stopped() == StopReason.EXHAUSTED) {
            return place.isPresent() ? "a token of a scan that is exhausted" : all;
          }
        }
        if (place.isEmpty()) {
          return "no token of a scan that is not exhausted";
        }
      }
    }
    return "the portions have no end";
  }

  /** All rows forward, if the pages backward are the same rows. */
  Object turnPages(Database db, ReadTransaction transaction, Step.TurnPages step) {
    Table table = db.table(step.scan().table());
    Predicates predicates = new Predicates(table);
    ScanSpec spec = step.scan();
    Kept shape = new Kept(table, null, columns(table, spec), false);
    try (Pages pages = describe(table, spec, predicates, false).pages(step.pageRows())) {
      predicates.bind(pages);
      List<List<Object>> forward = new ArrayList<>();
      Page page = pages.first(transaction);
      addAll(shape, page, forward, forward.size());
      while (page.hasNext()) {
        page = pages.get(transaction, page.next().orElseThrow());
        addAll(shape, page, forward, forward.size());
      }
      List<List<Object>> backward = new ArrayList<>();
      addAll(shape, page, backward, 0);
      while (page.hasPrevious()) {
        page = pages.get(transaction, page.previous().orElseThrow());
        addAll(shape, page, backward, 0);
      }
      return forward.equals(backward) ? forward : "pages backward: " + backward;
    }
  }

  private void addAll(Kept shape, Page page, List<List<Object>> to, int at) {
    List<List<Object>> rows = new ArrayList<>();
    for (Row row : page.rows()) {
      rows.add(row(shape, row));
    }
    to.addAll(at, rows);
  }

  Object start(Database db, ReadTransaction transaction, Step.StartReading step) {
    Table table = db.table(step.scan().table());
    Reader reader =
        new Reader(step.scan(), columns(table, step.scan()).stream().map(Column::name).toList());
    Reader before = readers.put(step.slot(), reader);
    if (before != null && before.kept != null) {
      before.kept.close();
    }
    reader.kept = prepare(table, step.scan(), null);
    return portion(reader, transaction);
  }

  Object goOn(Database db, ReadTransaction transaction, Step.GoOnReading step) {
    Reader reader = readers.get(step.slot());
    if (reader.kept == null) {
      Table table = db.table(reader.spec.table());
      Kept again = prepare(table, reader.spec, null);
      List<Column> columns = reader.columns.stream().map(table::column).toList();
      reader.kept = new Kept(table, again.scan(), columns, false);
    }
    if (reader.place.isEmpty()) {
      return "there is no token to go on from";
    }
    PreparedScan resumed = reader.kept.scan().resume(reader.place.get());
    assert resumed == reader.kept.scan() : "statements return themselves";
    return portion(reader, transaction);
  }

  private Object portion(Reader reader, ReadTransaction transaction) {
    try (RowCursor rows = reader.kept.scan().open(transaction)) {
      List<List<Object>> all = all(reader.kept, rows);
      reader.place = rows.continuation();
      return all;
    }
  }

  /** Code stays the last term. */
  private static Condition both(Condition first, Condition second) {
    if (second instanceof Condition.Filtered f) {
      return new Condition.Filtered(both(first, f.where()), f.column(), f.remainder());
    }
    return second == null ? first : new Condition.And(List.of(first, second));
  }

  Object join(Database db, ReadTransaction transaction, Step.Join step) {
    Table inner = db.table(step.inner().table());
    Column on = inner.column(step.innerColumn());
    Operand any = new Operand(null, true);
    Condition equal = new Condition.Compare(step.innerColumn(), Comparison.EQUAL, any);
    ScanSpec bound = step.inner().where(both(equal, step.inner().where()));
    Column from = db.table(step.outer().table()).column(step.outerColumn());
    try (Kept outer = prepare(db.table(step.outer().table()), step.outer(), null);
        Kept partners = prepare(inner, bound, null);
        Join join = open(step, outer, partners, transaction, from)) {
      assert on != null : "the column is there";
      List<List<Object>> pairs = new ArrayList<>();
      while (join.next()) {
        List<Object> pair = row(outer, join.outer());
        if (join.hasInner()) {
          pair.addAll(row(partners, join.inner()));
        } else {
          pair.add(null);
        }
        pairs.add(pair);
      }
      return pairs;
    }
  }

  private static Join open(
      Step.Join step, Kept outer, Kept inner, ReadTransaction transaction, Column from) {
    Join.Binder binder = (row, scan) -> Cells.bind(scan, 0, Cells.read(row, from));
    RowCursor rows = outer.scan().open(transaction);
    return step.left()
        ? Join.left(rows, transaction, inner.scan(), binder)
        : Join.inner(rows, transaction, inner.scan(), binder);
  }

  /** The database is closed: what was prepared ends, tokens stay. */
  void close() {
    List.copyOf(cursors.keySet()).forEach(this::close);
    prepared.values().forEach(Kept::close);
    prepared.clear();
    for (Reader reader : readers.values()) {
      if (reader.kept != null) {
        reader.kept.close();
        reader.kept = null;
      }
    }
  }
}
