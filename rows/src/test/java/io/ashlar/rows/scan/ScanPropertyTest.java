package io.ashlar.rows.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Order;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Scans, updates and deletes through every key against a list of Java objects. */
class ScanPropertyTest {

  private static final List<String> KEYS =
      List.of("primary", "by_a", "by_a_b_down", "by_name", "unique_b", "by_b_storing");

  private static Database database;
  private static int tables;

  private Table table;
  private LongColumn id;
  private IntColumn a;
  private IntColumn b;
  private StringColumn name;

  /** What the table holds, by id: a, b, name. */
  private final TreeMap<Long, Object[]> model = new TreeMap<>();

  @BeforeContainer
  static void open() {
    database = Database.inMemory();
  }

  @AfterContainer
  static void close() {
    database.close();
  }

  @Property(tries = 150)
  void shouldAgreeWithFilteringAListWhenKeysPredicatesAndOrdersAreRandom(@ForAll long seed) {
    Random random = new Random(seed);
    create();
    fill(random);
    try (Transaction tx = database.begin()) {
      for (int i = 0; i < 30; i++) {
        if (random.nextInt(4) == 0) {
          change(random, tx);
        }
        checkScan(random, tx);
      }
      tx.commit();
    }
    try (ReadTransaction tx = database.beginRead()) {
      for (int i = 0; i < 10; i++) {
        checkScan(random, tx);
      }
    }
    assertThat(database.maintenance().verify().problems()).isEmpty();
    database.schema().dropTable(table.name());
  }

  private void create() {
    model.clear();
    table =
        database
            .schema()
            .createTable(
                TableSchema.named("t" + tables++)
                    .column("id", ColumnType.LONG)
                    .column("a", ColumnType.INT)
                    .column("b", ColumnType.INT)
                    .column("name", ColumnType.STRING)
                    .primaryKey("id")
                    .index("by_a", x -> x.ascending("a"))
                    .index("by_a_b_down", x -> x.ascending("a").descending("b").storing("name"))
                    .index("by_name", x -> x.descending("name"))
                    .uniqueIndex("unique_b", x -> x.descending("b").ascending("id").storing("a"))
                    .index("by_b_storing", x -> x.ascending("b").storing("a", "name"))
                    .build());
    id = table.longColumn("id");
    a = table.intColumn("a");
    b = table.intColumn("b");
    name = table.stringColumn("name");
  }

  private void fill(Random random) {
    database.transact(
        tx -> {
          Insert insert = table.insert(tx);
          for (long key = 0; key < 40; key++) {
            if (random.nextInt(4) != 0) {
              Object[] row = {number(random), number(random), text(random)};
              model.put(key, row);
              insert.set(id, key).setValue(a, row[0]).setValue(b, row[1]).setValue(name, row[2]);
              insert.execute();
            }
          }
        });
  }

  private void change(Random random, Transaction tx) {
    Condition condition = condition(random, 2);
    List<Long> selected = new ArrayList<>();
    model.forEach(
        (key, row) -> {
          if (Boolean.TRUE.equals(condition.test.holds(key, row))) {
            selected.add(key);
          }
        });
    long changed;
    if (random.nextInt(3) == 0) {
      changed = table.delete(tx).where(condition.predicate).execute();
      selected.forEach(model::remove);
    } else {
      int delta = random.nextInt(-2, 3);
      Object text = text(random);
      changed =
          table.update(tx).where(condition.predicate).add(a, delta).setValue(name, text).execute();
      for (Long key : selected) {
        Object[] row = model.get(key);
        model.put(
            key, new Object[] {row[0] == null ? null : (Integer) row[0] + delta, row[1], text});
      }
    }
    assertThat(changed).isEqualTo(selected.size());
  }

  private void checkScan(Random random, ReadTransaction tx) {
    Condition condition = condition(random, 2);
    boolean filtered = random.nextInt(5) != 0;
    String using = random.nextBoolean() ? KEYS.get(random.nextInt(KEYS.size())) : null;
    boolean reverse = random.nextBoolean();
    Scan scan = table.scan();
    if (filtered) {
      scan.where(condition.predicate);
    }
    if (using != null) {
      scan.using(using);
    }
    if (reverse) {
      scan.reverse();
    }
    boolean ordered = using != null && random.nextBoolean();
    if (ordered) {
      scan.orderBy(order(using));
    }
    long limit = random.nextInt(3) == 0 ? random.nextInt(10) : 100;
    if (using != null) {
      scan.limit(limit);
    }
    boolean narrow = random.nextBoolean();
    if (narrow) {
      scan.select(id, b);
    }
    List<Map<String, Object>> expected = new ArrayList<>();
    model.forEach(
        (key, row) -> {
          if (!filtered || Boolean.TRUE.equals(condition.test.holds(key, row))) {
            expected.add(asMap(key, row, narrow));
          }
        });
    List<Map<String, Object>> expectedOrder = new ArrayList<>(expected);
    if (using != null && !narrow) {
      expectedOrder.sort(reverse ? comparator(using).reversed() : comparator(using));
      expectedOrder
          .subList((int) Math.min(limit, expectedOrder.size()), expectedOrder.size())
          .clear();
    }
    List<Map<String, Object>> found = new ArrayList<>();
    try (PreparedScan prepared = scan.prepare();
        RowCursor rows = prepared.open(tx)) {
      while (rows.next()) {
        found.add(rows.copy().toMap());
      }
      if (using != null && !narrow) {
        assertThat(found).as(prepared.explain()).containsExactlyElementsOf(expectedOrder);
      } else if (using != null) {
        assertThat(expected).as(prepared.explain()).containsAll(found);
        assertThat(found).hasSize((int) Math.min(limit, expected.size()));
      } else {
        assertThat(found).as(prepared.explain()).containsExactlyInAnyOrderElementsOf(expected);
      }
    }
  }

  private static Map<String, Object> asMap(Long key, Object[] row, boolean narrow) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", key);
    if (!narrow) {
      map.put("a", row[0]);
    }
    map.put("b", row[1]);
    if (!narrow) {
      map.put("name", row[2]);
    }
    return map;
  }

  private Order[] order(String using) {
    return switch (using) {
      case "primary" -> new Order[] {id.ascending(), a.descending()};
      case "by_a" -> new Order[] {a.ascending(), id.ascending()};
      case "by_a_b_down" -> new Order[] {a.ascending(), b.descending(), id.ascending()};
      case "by_name" -> new Order[] {name.descending()};
      case "unique_b" -> new Order[] {b.descending(), id.ascending()};
      default -> new Order[] {b.ascending(), id.ascending()};
    };
  }

  private static Comparator<Map<String, Object>> comparator(String using) {
    return switch (using) {
      case "primary" -> by("id");
      case "by_a" -> by("a").thenComparing(by("id"));
      case "by_a_b_down" -> by("a").thenComparing(by("b").reversed()).thenComparing(by("id"));
      case "by_name" -> by("name").reversed().thenComparing(by("id"));
      case "unique_b" -> by("b").reversed().thenComparing(by("id"));
      default -> by("b").thenComparing(by("id"));
    };
  }

  @SuppressWarnings("unchecked") // all values of one column are of one comparable type
  private static Comparator<Map<String, Object>> by(String column) {
    return Comparator.comparing(
        row -> (Comparable<Object>) row.get(column),
        Comparator.nullsFirst(Comparator.naturalOrder()));
  }

  private static Integer number(Random random) {
    int n = random.nextInt(-3, 6);
    return n == 5 ? null : (Integer) n;
  }

  private static String text(Random random) {
    int n = random.nextInt(7);
    return n == 6 ? null : List.of("", "a", "ab", "a\0", "b", "ba").get(n);
  }

  /** A predicate, and the same on Java objects: true, false or null. */
  private record Condition(Predicate predicate, RowTest test) {}

  private interface RowTest {
    Boolean holds(Long key, Object[] row);
  }

  private Condition condition(Random random, int depth) {
    int choice = depth == 0 ? random.nextInt(6) : random.nextInt(9);
    int n = random.nextInt(-3, 5);
    String t = List.of("", "a", "ab", "b").get(random.nextInt(4));
    long low = random.nextInt(40);
    return switch (choice) {
      case 0 -> new Condition(a.eq(n), (k, r) -> r[0] == null ? null : r[0].equals(n));
      case 1 -> new Condition(b.lessThan(n), (k, r) -> r[1] == null ? null : (Integer) r[1] < n);
      case 2 -> new Condition(b.greaterThan(n), (k, r) -> r[1] == null ? null : (Integer) r[1] > n);
      case 3 ->
          new Condition(
              name.startsWith(t), (k, r) -> r[2] == null ? null : ((String) r[2]).startsWith(t));
      case 4 -> new Condition(id.between(low, low + 7), (k, r) -> k >= low && k <= low + 7);
      case 5 ->
          random.nextBoolean()
              ? new Condition(b.isNull(), (k, r) -> r[1] == null)
              : new Condition(
                  name.atLeast(t),
                  (k, r) -> r[2] == null ? null : ((String) r[2]).compareTo(t) >= 0);
      case 6 -> {
        Condition term = condition(random, depth - 1);
        yield new Condition(
            term.predicate.not(),
            (k, r) -> {
              Boolean holds = term.test.holds(k, r);
              return holds == null ? null : !holds;
            });
      }
      case 7 -> {
        Condition x = condition(random, depth - 1);
        Condition y = condition(random, depth - 1);
        yield new Condition(
            x.predicate.or(y.predicate), (k, r) -> or(x.test.holds(k, r), y.test.holds(k, r)));
      }
      default -> {
        Condition x = condition(random, 0);
        Condition y =
            new Condition(a.atMost(n), (k, r) -> r[0] == null ? null : (Integer) r[0] <= n);
        yield new Condition(
            x.predicate.and(y.predicate),
            (k, r) -> not(or(not(x.test.holds(k, r)), not(y.test.holds(k, r)))));
      }
    };
  }

  private static Boolean or(Boolean x, Boolean y) {
    if (Boolean.TRUE.equals(x) || Boolean.TRUE.equals(y)) {
      return true;
    }
    return (x == null || y == null) ? null : Boolean.FALSE;
  }

  private static Boolean not(Boolean x) {
    return x == null ? null : Boolean.valueOf(!x);
  }
}
