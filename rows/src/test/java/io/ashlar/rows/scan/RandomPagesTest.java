package io.ashlar.rows.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.error.IllegalUseException;
import io.ashlar.page.Budget;
import io.ashlar.page.Continuation;
import io.ashlar.page.Page;
import io.ashlar.page.Pages;
import io.ashlar.page.StopReason;
import io.ashlar.query.Column;
import io.ashlar.query.Order;
import io.ashlar.query.Predicate;
import io.ashlar.rows.scan.ScanModel.WalkedKey;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** However a scan is cut into pieces, the pieces are the scan. */
class RandomPagesTest {

  private static final int QUERIES = 12;
  private static final List<Integer> ALL = IntStream.range(0, ScanModel.COLUMNS).boxed().toList();

  @Property(tries = 60)
  void shouldBeTheWholeScanWhenItsPiecesAreJoined(@ForAll long seed) {
    Random random = new Random(seed);
    try (Database db = Database.inMemory()) {
      ScanModel model = new ScanModel(db.schema().createTable(ScanModel.SCHEMA), random);
      db.transact(tx -> model.upsertRandom(tx, random.nextInt(60)));
      try (ReadTransaction tx = db.beginRead()) {
        query(model, tx, false);
      }
      IsolationLevel[] levels = IsolationLevel.values();
      try (Transaction tx = db.begin(levels[random.nextInt(levels.length)])) {
        model.upsertRandom(tx, random.nextInt(30));
        query(model, tx, true);
        tx.commit();
      }
    }
  }

  private static void query(ScanModel model, ReadTransaction tx, boolean writes) {
    Random random = model.random;
    for (int i = 0; i < QUERIES; i++) {
      Shape shape =
          new Shape(
              model.randomPredicateOrNone(2),
              ScanModel.KEYS.get(random.nextInt(ScanModel.KEYS.size())),
              random.nextBoolean(),
              projection(random),
              random.nextInt(3) == 0 ? List.of() : orders(model));
      boolean forUpdate = writes && random.nextInt(4) == 0;
      try {
        List<String> whole = whole(model, shape, tx);
        assertThat(pieces(model, shape, tx, forUpdate)).as("%s", shape).isEqualTo(whole);
        turn(model, shape, tx, whole);
      } catch (IllegalUseException e) {
        assertThat(e).hasMessageStartingWith("The lower bound of a range is above");
      }
    }
  }

  /** Columns in any order, which the key gives or not; ties are left to the plan. */
  private static List<Order> orders(ScanModel model) {
    List<Order> orders = new ArrayList<>();
    for (int i = model.random.nextInt(3); i >= 0; i--) {
      Column column = model.columns[model.random.nextInt(ScanModel.COLUMNS)];
      orders.add(new Order(column, model.random.nextBoolean()));
    }
    return orders;
  }

  private record Shape(
      Predicate predicate,
      WalkedKey key,
      boolean reverse,
      List<Integer> projection,
      List<Order> orders) {

    Scan scan(ScanModel model) {
      return scan(model, 1 << 20);
    }

    Scan scan(ScanModel model, long sortBytes) {
      Scan scan = model.table.scan().using(key.index()).sortInMemory(sortBytes);
      if (!orders.isEmpty()) {
        scan.orderBy(orders.toArray(Order[]::new));
      }
      if (predicate != null) {
        scan.where(predicate);
      }
      if (projection.size() < ScanModel.COLUMNS) {
        scan.select(projection.stream().map(o -> model.columns[o]).toArray(Column[]::new));
      }
      return reverse ? scan.reverse() : scan;
    }
  }

  private static List<Integer> projection(Random random) {
    if (random.nextInt(3) == 0) {
      return ALL;
    }
    List<Integer> columns = new ArrayList<>(ALL);
    Collections.shuffle(columns, random);
    return columns.subList(0, random.nextInt(4));
  }

  private static List<String> whole(ScanModel model, Shape shape, ReadTransaction tx) {
    List<String> rows = new ArrayList<>();
    try (PreparedScan prepared = shape.scan(model).prepare()) {
      model.bind(prepared);
      try (RowCursor cursor = prepared.open(tx)) {
        while (cursor.next()) {
          rows.add(model.text(cursor, shape.projection));
        }
        assertThat(cursor.stopped()).isEqualTo(StopReason.EXHAUSTED);
        assertThat(cursor.continuation()).isEmpty();
      }
    }
    return rows;
  }

  /** Stops by limit or budget, or just so, and goes on by another prepared scan each time. */
  private static List<String> pieces(
      ScanModel model, Shape shape, ReadTransaction tx, boolean forUpdate) {
    Random random = model.random;
    int skipped = random.nextInt(4) == 0 ? random.nextInt(5) : 0;
    List<String> rows = new ArrayList<>(skipped == 0 ? List.of() : whole(model, shape, tx));
    rows.subList(Math.min(skipped, rows.size()), rows.size()).clear();
    Optional<Continuation> token = Optional.empty();
    do {
      boolean budgeted = random.nextInt(3) != 0;
      // Where memory holds a few rows only, a run with a budget walks again for those behind them.
      Scan scan = shape.scan(model, budgeted && random.nextBoolean() ? 2_000 : 1 << 20);
      scan.offset(skipped);
      long limit = random.nextInt(3) == 0 ? random.nextInt(5) + 1 : Long.MAX_VALUE;
      if (limit != Long.MAX_VALUE) {
        scan.limit(limit);
      }
      if (budgeted) {
        scan.budget(
            random.nextBoolean()
                ? Budget.ofRows(1 + random.nextInt(9))
                : Budget.ofBytes(1 + random.nextInt(300)));
      }
      if (forUpdate) {
        scan.forUpdate();
      }
      int enough = random.nextInt(4) == 0 ? random.nextInt(4) : Integer.MAX_VALUE;
      try (PreparedScan prepared = scan.prepare()) {
        model.bind(prepared);
        token.map(Continuation::toString).map(Continuation::parse).ifPresent(prepared::resume);
        token = piece(model, shape, prepared.open(tx), enough, rows);
      }
    } while (token.isPresent());
    return rows;
  }

  private static Optional<Continuation> piece(
      ScanModel model, Shape shape, RowCursor opened, int enough, List<String> rows) {
    try (RowCursor cursor = opened) {
      for (int shown = 0; shown < enough; shown++) {
        if (!cursor.next()) {
          assertThat(cursor.stopped()).isNotEqualTo(StopReason.RUNNING);
          break;
        }
        rows.add(model.text(cursor, shape.projection));
      }
      return cursor.continuation();
    }
  }

  /** Through all pages, and back to the first from the last. */
  private static void turn(ScanModel model, Shape shape, ReadTransaction tx, List<String> whole) {
    try (Pages pages = shape.scan(model).pages(1 + model.random.nextInt(7))) {
      model.bind(pages);
      List<String> rows = new ArrayList<>();
      Page page = pages.first(tx);
      assertThat(page.hasPrevious()).isFalse();
      rows.addAll(texts(model, shape, page));
      while (page.hasNext()) {
        page = pages.get(tx, page.next().orElseThrow());
        assertThat(page.rows()).isNotEmpty();
        rows.addAll(texts(model, shape, page));
      }
      assertThat(rows).as("%s", shape).isEqualTo(whole);
      page = pages.last(tx);
      assertThat(page.hasNext()).isFalse();
      List<String> back = new ArrayList<>(texts(model, shape, page));
      while (page.hasPrevious()) {
        page = pages.get(tx, page.previous().orElseThrow());
        assertThat(page.hasNext()).isTrue();
        back.addAll(0, texts(model, shape, page));
      }
      assertThat(back).as("%s", shape).isEqualTo(whole);
    }
  }

  private static List<String> texts(ScanModel model, Shape shape, Page page) {
    return page.rows().stream().map(row -> model.text(row, shape.projection)).toList();
  }
}
