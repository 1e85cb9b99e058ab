package io.ashlar.rows.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Order;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Every plan of a query, sorted or not, in one range or several, against a sorted list. */
class PlanPropertyTest {

  private static final List<String> KEYS = List.of("", "primary", "by_a", "by_b_a", "by_s", "once");

  private static final List<IsolationLevel> LEVELS = List.of(IsolationLevel.values());

  /** A row: a, b and s, any of them null. */
  private record Values(Long a, Long b, String s) {}

  private final TreeMap<Long, Values> model = new TreeMap<>();
  private Table table;
  private LongColumn id;
  private LongColumn a;
  private LongColumn b;
  private StringColumn s;

  @Property(tries = 60)
  void shouldShowTheSameRowsInTheSameOrderByEveryPlan(@ForAll long seed) {
    Random random = new Random(seed);
    model.clear();
    try (Database db = Database.inMemory()) {
      create(db);
      db.transact(tx -> write(tx, random, 60));
      if (random.nextBoolean()) {
        db.maintenance().analyze();
      }
      IsolationLevel level = LEVELS.get(random.nextInt(LEVELS.size()));
      try (Transaction tx = db.begin(level)) {
        for (int i = 0; i < 20; i++) {
          if (random.nextInt(3) == 0) {
            write(tx, random, 5);
          }
          check(random, tx);
        }
        tx.commit();
      }
      assertThat(db.maintenance().verify().problems()).isEmpty();
      assertThat(table.estimatedRowCount()).isEqualTo(model.size());
    }
  }

  private void create(Database db) {
    table =
        db.schema()
            .createTable(
                TableSchema.named("t")
                    .column("id", ColumnType.LONG)
                    .column("a", ColumnType.LONG)
                    .column("b", ColumnType.LONG)
                    .column("s", ColumnType.STRING)
                    .primaryKey("id")
                    .index("by_a", x -> x.ascending("a"))
                    .index("by_b_a", x -> x.descending("b").ascending("a").storing("s"))
                    .index("by_s", x -> x.descending("s").ascending("b"))
                    .uniqueIndex("once", x -> x.ascending("a").descending("id"))
                    .build());
    id = table.longColumn("id");
    a = table.longColumn("a");
    b = table.longColumn("b");
    s = table.stringColumn("s");
  }

  private void write(Transaction tx, Random random, int count) {
    Insert upsert = table.upsert(tx);
    for (int i = 0; i < count; i++) {
      long key = random.nextInt(80);
      if (random.nextInt(5) == 0) {
        long deleted = table.delete(tx).where(id.in(key, key + 1, -7L)).execute();
        int before = model.size();
        model.remove(key);
        model.remove(key + 1);
        assertThat(deleted).isEqualTo(before - model.size());
      } else {
        Values row = new Values(number(random), number(random), text(random));
        upsert.set(id, key).setValue(a, row.a).setValue(b, row.b).setValue(s, row.s).execute();
        model.put(key, row);
      }
    }
  }

  private static Long number(Random random) {
    return random.nextInt(6) == 0 ? null : Long.valueOf(random.nextInt(5));
  }

  private static String text(Random random) {
    return random.nextInt(6) == 0
        ? null
        : List.of("", "a", "a\0", "ab", "b").get(random.nextInt(5));
  }

  private interface RowTest {
    boolean holds(long key, Values row);
  }

  private record Term(Predicate predicate, RowTest test) {}

  private Term term(Random random, List<Long> bound) {
    long x = random.nextInt(6);
    long y = random.nextInt(6);
    return switch (random.nextInt(7)) {
      case 0 -> new Term(a.in(x, y), (k, r) -> r.a != null && (r.a == x || r.a == y));
      case 1 ->
          new Term(b.in(x, y, 2), (k, r) -> r.b != null && (r.b == x || r.b == y || r.b == 2));
      case 2 ->
          new Term(
              s.in("b", "a", "a\0"),
              (k, r) -> r.s != null && "b a a\0".contains(r.s) && !r.s.isEmpty());
      case 3 -> new Term(a.atLeast(x), (k, r) -> r.a != null && r.a >= x);
      case 4 -> new Term(id.in(x * 10, y * 7, x * 10), (k, r) -> k == x * 10 || k == y * 7);
      case 5 -> {
        int first = bound.size();
        bound.add(random.nextInt(4) == 0 ? null : (Long) x);
        bound.add(y);
        Long low = bound.get(first);
        yield new Term(
            b.in(new Parameter(first), new Parameter(first + 1)),
            (k, r) -> r.b != null && (r.b.equals(low) || r.b == y));
      }
      default -> new Term(b.lessThan(x), (k, r) -> r.b != null && r.b < x);
    };
  }

  private void check(Random random, Transaction tx) {
    List<Long> bound = new ArrayList<>();
    List<Long> expected = new ArrayList<>(model.keySet());
    Scan scan = table.scan();
    Predicate where = null;
    for (int i = random.nextInt(4); i > 0; i--) {
      Term term = term(random, bound);
      where = where == null ? term.predicate : where.and(term.predicate);
      expected.removeIf(key -> !term.test.holds(key, model.get(key)));
    }
    if (where != null) {
      scan.where(where);
    }
    boolean ordered = random.nextInt(4) != 0;
    if (ordered) {
      order(random, scan, expected);
    }
    boolean reverse = random.nextBoolean();
    if (reverse) {
      scan.reverse();
      Collections.reverse(expected);
    }
    int limit = ordered && random.nextBoolean() ? random.nextInt(12) : Integer.MAX_VALUE;
    scan.limit(limit);
    if (random.nextBoolean()) {
      scan.select(id);
    }
    boolean locks = random.nextInt(4) == 0;
    if (locks) {
      scan.forUpdate();
    }
    String using = KEYS.get(random.nextInt(KEYS.size()));
    if (!using.isEmpty()) {
      scan.using(using);
    }
    List<Long> met = new ArrayList<>();
    try (PreparedScan prepared = scan.prepare()) {
      for (int i = 0; i < bound.size(); i++) {
        if (bound.get(i) == null) {
          prepared.bindNull(i);
        } else {
          prepared.bind(i, bound.get(i));
        }
      }
      try (RowCursor rows = prepared.open(tx)) {
        while (rows.next()) {
          met.add(rows.getLong(id));
        }
      }
      List<Long> first = expected.subList(0, Math.min(limit, expected.size()));
      if (ordered) {
        assertThat(met).as(prepared.explainChoice()).containsExactlyElementsOf(first);
      } else {
        assertThat(met).as(prepared.explainChoice()).containsExactlyInAnyOrderElementsOf(first);
      }
    }
  }

  /** Orders by one or two columns, then by the primary key, so that there is one right answer. */
  private void order(Random random, Scan scan, List<Long> expected) {
    List<Order> orders = new ArrayList<>();
    Comparator<Long> comparator = Comparator.comparing(key -> 0);
    for (int column : List.of(random.nextInt(3), random.nextInt(3))) {
      boolean down = random.nextBoolean();
      if (column == 0) {
        orders.add(down ? a.descending() : a.ascending());
      } else if (column == 1) {
        orders.add(down ? b.descending() : b.ascending());
      } else {
        orders.add(down ? s.descending() : s.ascending());
      }
      Comparator<Long> next = Comparator.comparing(key -> sortValue(column, key));
      comparator = comparator.thenComparing(down ? next.reversed() : next);
    }
    boolean down = random.nextBoolean();
    orders.add(down ? id.descending() : id.ascending());
    comparator =
        comparator.thenComparing(
            down ? Comparator.<Long>reverseOrder() : Comparator.naturalOrder());
    scan.orderBy(orders.toArray(new Order[0]));
    expected.sort(comparator);
  }

  /** Texts that order as values do, null first. */
  private String sortValue(int column, Long key) {
    Values row = model.get(key);
    Object value = column == 0 ? row.a : column == 1 ? row.b : row.s;
    return value == null ? "" : "=" + value;
  }
}
