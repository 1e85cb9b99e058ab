package io.ashlar.rows.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Delete;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Update;
import io.ashlar.error.IllegalUseException;
import io.ashlar.query.Column;
import io.ashlar.query.IntColumn;
import io.ashlar.query.Order;
import io.ashlar.query.Predicate;
import io.ashlar.rows.scan.ScanModel.WalkedKey;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever a scan, update or delete is asked, it does what a list in memory does. */
class RandomQueriesTest {

  private static final int QUERIES = 25;
  private static final List<Integer> ALL = IntStream.range(0, ScanModel.COLUMNS).boxed().toList();

  @Property(tries = 60)
  void shouldAgreeWithListWhenScanned(@ForAll long seed) {
    Random random = new Random(seed);
    try (Database db = Database.inMemory()) {
      ScanModel model = new ScanModel(db.schema().createTable(ScanModel.SCHEMA), random);
      db.transact(tx -> model.upsertRandom(tx, random.nextInt(60)));
      try (ReadTransaction tx = db.beginRead()) {
        query(model, tx);
      }
      try (Transaction tx = db.begin()) {
        model.upsertRandom(tx, random.nextInt(30));
        query(model, tx);
        change(model, tx);
        query(model, tx);
        tx.commit();
      }
      assertThat(db.maintenance().verify().problems()).isEmpty();
    }
  }

  private static void query(ScanModel model, ReadTransaction tx) {
    for (int i = 0; i < QUERIES; i++) {
      Predicate predicate = model.randomPredicateOrNone(2);
      try {
        walkNamedKey(model, tx, predicate);
        takeAnyKey(model, tx, predicate);
        askForOrder(model, tx, predicate);
      } catch (IllegalUseException e) {
        assertThat(e).hasMessageStartingWith("The lower bound of a range is above");
      }
    }
  }

  /** Rows come exactly in the order of the key, forward or backward, up to the limit. */
  private static void walkNamedKey(ScanModel model, ReadTransaction tx, Predicate predicate) {
    Random random = model.random;
    WalkedKey key = ScanModel.KEYS.get(random.nextInt(ScanModel.KEYS.size()));
    boolean reverse = random.nextBoolean();
    int limit = random.nextInt(4) == 0 ? random.nextInt(8) : Integer.MAX_VALUE;
    List<Integer> projection = projection(random);
    Scan scan = scan(model, predicate, projection).using(key.index());
    if (reverse) {
      scan.reverse();
    }
    if (limit != Integer.MAX_VALUE) {
      scan.limit(limit);
    }
    Comparator<Object[]> order = key.order(key.columns().size());
    List<Object[]> rows = model.select(predicate);
    rows.sort(reverse ? order.reversed() : order);
    List<String> expected =
        rows.stream().limit(limit).map(row -> ScanModel.text(row, projection)).toList();
    assertThat(run(model, scan, tx, projection)).as("key %s", key).isEqualTo(expected);
  }

  private static void takeAnyKey(ScanModel model, ReadTransaction tx, Predicate predicate) {
    List<Integer> projection = projection(model.random);
    List<String> expected =
        model.select(predicate).stream().map(row -> ScanModel.text(row, projection)).toList();
    assertThat(run(model, scan(model, predicate, projection), tx, projection))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  /** A prefix of a key's columns in its directions, or in all the opposite ones. */
  private static void askForOrder(ScanModel model, ReadTransaction tx, Predicate predicate) {
    Random random = model.random;
    WalkedKey key = ScanModel.KEYS.get(random.nextInt(ScanModel.KEYS.size()));
    int count = 1 + random.nextInt(key.unique() ? 2 : key.columns().size());
    boolean opposite = random.nextBoolean();
    Order[] order = new Order[count];
    for (int i = 0; i < count; i++) {
      String name = key.columns().get(i);
      Column column = model.columns[ScanModel.place(name)];
      order[i] = new Order(column, key.descending().contains(name) != opposite);
    }
    List<Integer> keys = key.columns().subList(0, count).stream().map(ScanModel::place).toList();
    Comparator<Object[]> comparator = key.order(count);
    List<Object[]> rows = model.select(predicate);
    rows.sort(opposite ? comparator.reversed() : comparator);
    Scan scan = model.table.scan().orderBy(order);
    if (predicate != null) {
      scan.where(predicate);
    }
    assertThat(run(model, scan, tx, keys))
        .isEqualTo(rows.stream().map(row -> ScanModel.text(row, keys)).toList());
  }

  private static Scan scan(ScanModel model, Predicate predicate, List<Integer> projection) {
    Scan scan = model.table.scan();
    if (predicate != null) {
      scan.where(predicate);
    }
    if (projection.size() < ScanModel.COLUMNS) {
      scan.select(projection.stream().map(o -> model.columns[o]).toArray(Column[]::new));
    }
    return scan;
  }

  private static List<Integer> projection(Random random) {
    if (random.nextInt(3) == 0) {
      return ALL;
    }
    List<Integer> columns = new ArrayList<>(ALL);
    Collections.shuffle(columns, random);
    return columns.subList(0, random.nextInt(4));
  }

  /** Runs twice, because everything is meant to be run again. */
  private static List<String> run(
      ScanModel model, Scan scan, ReadTransaction tx, List<Integer> projection) {
    try (PreparedScan prepared = scan.prepare()) {
      model.bind(prepared);
      List<String> first = rows(model, prepared.open(tx), projection);
      assertThat(rows(model, prepared.open(tx), projection)).isEqualTo(first);
      return first;
    }
  }

  private static List<String> rows(ScanModel model, RowCursor cursor, List<Integer> projection) {
    List<String> rows = new ArrayList<>();
    try (cursor) {
      while (cursor.next()) {
        rows.add(model.text(cursor, projection));
        assertThat(model.text(cursor.copy(), projection)).isEqualTo(rows.get(rows.size() - 1));
      }
    }
    return rows;
  }

  private static void change(ScanModel model, Transaction tx) {
    IntColumn number = model.table.intColumn("i");
    for (int i = 0; i < 6; i++) {
      Predicate predicate = model.randomPredicate(2);
      int value = model.random.nextInt(6) - 3;
      try {
        if (model.random.nextInt(3) == 0) {
          Delete delete = model.table.delete(tx).where(predicate);
          model.bind(delete);
          List<Object[]> gone = model.select(predicate);
          assertThat(delete.execute()).isEqualTo(gone.size());
          gone.forEach(model.rows::remove);
        } else {
          boolean adding = model.random.nextBoolean();
          Update update = model.table.update(tx).where(predicate);
          model.bind(update);
          update = adding ? update.add(number, value) : update.set(number, value);
          update.set(model.table.stringColumn("x"), "\0new");
          List<Object[]> changed = model.select(predicate);
          assertThat(update.execute()).isEqualTo(changed.size());
          int ordinal = ScanModel.place("i");
          for (Object[] row : changed) {
            Integer old = (Integer) row[ordinal];
            row[ordinal] = !adding ? (Integer) value : old == null ? null : (Integer) (old + value);
            row[ScanModel.place("x")] = "\0new";
          }
        }
      } catch (IllegalUseException e) {
        assertThat(e).hasMessageStartingWith("The lower bound of a range is above");
      }
    }
  }
}
