package io.ashlar.rows.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.page.Budget;
import io.ashlar.page.Continuation;
import io.ashlar.page.StopReason;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Order;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Pages in a total order while rows change, indexes come and statistics are taken between them:
 * each page holds the first rows, of those there are by then, that come behind the last one shown.
 */
class SortedPagesTest {

  private static final int KEYS = 60;

  /** A row: a and s may be null; w says how many bytes its wide column has. */
  private record Values(Long a, long b, String s, int w) {}

  private final TreeMap<Long, Values> model = new TreeMap<>();
  private Random random;
  private Database db;
  private Table table;
  private LongColumn id;
  private LongColumn a;
  private LongColumn b;
  private StringColumn s;
  private BytesColumn w;

  @Property(tries = 80)
  void shouldShowWhatIsBehindTheLastRowWhenRowsAndPlansChangeBetweenPages(@ForAll long seed) {
    random = new Random(seed);
    model.clear();
    try (Database database = Database.inMemory()) {
      db = database;
      create();
      write(80);
      for (int run = 0; run < 6; run++) {
        pages();
      }
    }
  }

  private void create() {
    TableSchema.Builder schema =
        TableSchema.named("t")
            .column("id", ColumnType.LONG)
            .column("a", ColumnType.LONG)
            .column("b", ColumnType.LONG)
            .column("s", ColumnType.STRING)
            .column("w", ColumnType.BYTES)
            .primaryKey("id")
            .index("by_b", x -> x.ascending("b").storing("s"));
    switch (random.nextInt(3)) {
      case 0 -> schema.partitionBy(Partitioning.hash(3, "id"));
      case 1 -> schema.partitionBy(Partitioning.range("id", 17));
      default -> schema.index("by_s", x -> x.descending("s").ascending("a"));
    }
    table = db.schema().createTable(schema.build());
    id = table.longColumn("id");
    a = table.longColumn("a");
    b = table.longColumn("b");
    s = table.stringColumn("s");
    w = table.bytesColumn("w");
  }

  private void write(int count) {
    db.transact(tx -> write(tx, count));
  }

  private void write(Transaction tx, int count) {
    Insert upsert = table.upsert(tx);
    for (int i = 0; i < count; i++) {
      long key = random.nextInt(KEYS);
      if (random.nextInt(5) == 0) {
        long deleted = table.delete(tx).where(id.eq(key)).execute();
        assertThat(deleted).isEqualTo(model.remove(key) == null ? 0 : 1);
      } else {
        Values row =
            new Values(
                random.nextInt(5) == 0 ? null : Long.valueOf(random.nextInt(4)),
                random.nextInt(5),
                random.nextInt(5) == 0 ? null : List.of("", "a", "a\0", "b").get(random.nextInt(4)),
                List.of(0, 9, 4_000, 9_000).get(random.nextInt(4)));
        upsert.set(id, key).setValue(a, row.a).set(b, row.b).setValue(s, row.s);
        upsert.set(w, bytes(key, row)).execute();
        model.put(key, row);
      }
    }
  }

  private static byte[] bytes(long key, Values row) {
    byte[] bytes = new byte[row.w];
    Arrays.fill(bytes, (byte) key);
    return bytes;
  }

  /** What one statement selects, in its order. */
  private final class Query {
    private final long least = random.nextInt(5);
    private final boolean reverse = random.nextBoolean();

    /** The key alone, some columns, or all. */
    private final int selection = random.nextInt(3);

    private final List<Order> orders = new ArrayList<>();
    private Comparator<Long> order = Comparator.comparing(key -> 0);

    Query() {
      for (int i = random.nextInt(2); i >= 0; i--) {
        int column = random.nextInt(3);
        boolean down = random.nextBoolean();
        orders.add(new Order(column == 0 ? a : column == 1 ? b : s, down));
        Comparator<Long> next = Comparator.comparing(key -> sortValue(column, key));
        order = order.thenComparing(down ? next.reversed() : next);
      }
      boolean down = random.nextBoolean();
      orders.add(new Order(id, down));
      order = order.thenComparing(down ? Comparator.reverseOrder() : Comparator.naturalOrder());
      order = reverse ? order.reversed() : order;
    }

    /** The rest, behind a row as it was when it was shown. */
    List<Long> behind(List<String> last) {
      return allBehind(last).filter(key -> model.get(key).b <= least).toList();
    }

    private Stream<Long> allBehind(List<String> last) {
      return model.keySet().stream()
          .filter(key -> last == null || isBehind(key, last))
          .sorted(order);
    }

    /** Whether the filter rejects the row behind a place. */
    boolean rejectsNext(List<String> place) {
      return allBehind(place).findFirst().filter(key -> model.get(key).b > least).isPresent();
    }

    private boolean isBehind(Long key, List<String> last) {
      List<String> place = place(key);
      for (int i = 0; i < place.size(); i++) {
        int difference = place.get(i).compareTo(last.get(i));
        if (difference != 0) {
          return difference > 0 != (orders.get(i).isDescending() != reverse);
        }
      }
      return false;
    }

    /** The values of the order as texts that order as they do. */
    List<String> place(Long key) {
      return orders.stream()
          .map(
              by ->
                  by.column() == id
                      ? String.format("%03d", key)
                      : sortValue(by.column() == a ? 0 : by.column() == b ? 1 : 2, key))
          .toList();
    }

    Scan scan() {
      Scan scan = table.scan().where(b.atMost(least)).orderBy(orders.toArray(Order[]::new));
      if (selection == 0) {
        scan.select(id);
      } else if (selection == 1) {
        scan.select(id, a, w);
      }
      return reverse ? scan.reverse() : scan;
    }

    /** Reads the row that a cursor shows; what it says is checked. */
    long read(RowCursor cursor, Map<Long, Values> rows) {
      long key = cursor.getLong(id);
      Values row = rows.get(key);
      if (selection > 0) {
        assertThat(cursor.getBytes(w)).isEqualTo(bytes(key, row));
        assertThat(cursor.get(a)).isEqualTo(row.a);
      }
      if (selection > 1) {
        assertThat(cursor.get(s)).isEqualTo(row.s);
      }
      return key;
    }
  }

  private String sortValue(int column, Long key) {
    Values row = model.get(key);
    Object value = column == 0 ? row.a : column == 1 ? (Object) row.b : row.s;
    return value == null ? "" : "=" + value;
  }

  private void pages() {
    Query query = new Query();
    int rows = 1 + random.nextInt(12);
    int offset = random.nextInt(4) == 0 ? random.nextInt(6) : 0;
    Scan scan = query.scan().offset(offset);
    boolean budgeted = random.nextBoolean();
    if (budgeted) {
      scan.budget(Budget.ofRows(rows));
    } else {
      scan.limit(rows);
    }
    List<String> last = null;
    Optional<Continuation> token = Optional.empty();
    int skip = offset;
    boolean beyond = false;
    try (PreparedScan prepared = scan.prepare()) {
      do {
        if (!beyond) {
          change();
        }
        try (Transaction tx = db.begin()) {
          if (!beyond && random.nextInt(3) == 0) {
            write(tx, 3);
          }
          List<Long> rest = query.behind(last);
          List<Long> expected = rest.subList(Math.min(skip, rest.size()), rest.size());
          token.map(Continuation::toString).map(Continuation::parse).ifPresent(prepared::resume);
          String plan = prepared.explain();
          List<Long> met = new ArrayList<>();
          try (RowCursor cursor = prepared.open(tx)) {
            while (cursor.next()) {
              met.add(query.read(cursor, model));
            }
            boolean sorts = plan.contains("sort in memory");
            // Along a key a budget counts what the filter rejects, too.
            int most = budgeted ? sorts ? Math.max(0, rows - skip) : met.size() : rows;
            assertThat(met)
                .as(plan)
                .isEqualTo(expected.subList(0, Math.min(most, expected.size())));
            if (cursor.stopped() == StopReason.EXHAUSTED) {
              assertThat(met).hasSameSizeAs(expected);
            }
            token = cursor.continuation();
            int passed = budgeted ? Math.min(skip, rest.size()) : skip;
            if (!met.isEmpty()) {
              last = query.place(met.get(met.size() - 1));
              skip = 0;
              // The walk may stand on a row that was rejected: none may come before it now.
              beyond = budgeted && !sorts && query.rejectsNext(last);
            } else if (token.isPresent() && sorts && passed > 0) {
              int shown = Math.min(rows, passed);
              last = query.place(rest.get(shown - 1));
              skip -= shown;
            } else if (token.isPresent() && !sorts) {
              // Where it stands is known to the walk alone.
              token = Optional.empty();
            }
          }
          tx.commit();
        }
      } while (token.isPresent());
    }
  }

  /** What others do between two pages. */
  private void change() {
    switch (random.nextInt(5)) {
      case 0 -> write(1 + random.nextInt(6));
      case 1 -> db.maintenance().analyze();
      case 2 -> {
        String index = "by_a" + random.nextInt(3);
        boolean there =
            table.schema().indexes().stream().anyMatch(known -> known.name().equals(index));
        if (!there && random.nextInt(4) == 0) {
          db.schema()
              .createIndex("t", IndexSchema.named(index).ascending("a").descending("b").build());
        }
      }
      default -> {}
    }
  }

  /** One view, as a read-only transaction sees it, is paged like the whole. */
  @Property(tries = 20)
  void shouldBeTheWholeWhenOneViewIsRead(@ForAll long seed) {
    random = new Random(seed);
    model.clear();
    try (Database database = Database.inMemory()) {
      db = database;
      create();
      write(80);
      Query query = new Query();
      List<Long> expected = query.behind(null);
      Map<Long, Values> view = new TreeMap<>(model);
      List<Long> met = new ArrayList<>();
      Scan scan = query.scan();
      if (random.nextBoolean()) {
        scan.limit(1 + random.nextInt(9));
      } else {
        // Memory holds a few rows only: the walk begins anew for those behind them.
        scan.budget(Budget.ofRows(1 + random.nextInt(40))).sortInMemory(10_000);
      }
      try (ReadTransaction tx = db.beginRead();
          PreparedScan prepared = scan.prepare()) {
        Optional<Continuation> token = Optional.empty();
        do {
          change();
          token.ifPresent(prepared::resume);
          try (RowCursor cursor = prepared.open(tx)) {
            while (cursor.next()) {
              met.add(query.read(cursor, view));
            }
            token = cursor.continuation();
          }
        } while (token.isPresent());
      }
      assertThat(met).isEqualTo(expected);
    }
  }
}
