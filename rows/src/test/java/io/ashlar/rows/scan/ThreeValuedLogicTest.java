package io.ashlar.rows.scan;

import static io.ashlar.aggregate.Aggregate.count;
import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Delete;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.query.DecimalExpression;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Predicate;
import io.ashlar.query.RealExpression;
import io.ashlar.row.Bindings;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Scans, locking scans, counts, updates and deletes select what SQL selects: small tables with
 * nulls against a model that computes with true, false and unknown.
 */
class ThreeValuedLogicTest {

  private static final int PREDICATES = 400;
  private static final long SEED = 20261128L;

  /** A row: its id is k + 10 * (place of a) + 100 * (place of b). */
  private record Item(long id, long k, Long a, Long b) {}

  /** A predicate with what it makes of a row: true, false, or null for unknown. */
  private record Term(Predicate predicate, Function<Item, Boolean> value) {}

  private static final Long[] VALUES = {null, 0L, 1L, 2L};
  private final Database db = Database.inMemory();
  private final List<Table> tables = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();
  private final Random random = new Random(SEED);

  /** The values of the parameters of the predicate that is made. */
  private final List<Long> bound = new ArrayList<>();

  private LongColumn k;
  private LongColumn a;
  private LongColumn b;

  @BeforeEach
  void fill() {
    for (int i = 0; i < 32; i++) {
      int first = i / 2 % 4;
      int second = i / 8;
      items.add(new Item(i % 2 + 10 * first + 100 * second, i % 2, VALUES[first], VALUES[second]));
    }
    tables.add(db.schema().createTable(schema("plain").build()));
    tables.add(
        db.schema().createTable(schema("indexed").index("by_a", x -> x.ascending("a")).build()));
    tables.add(
        db.schema()
            .createTable(
                schema("covered").index("by_b", x -> x.descending("b").ascending("a")).build()));
    tables.add(
        db.schema()
            .createTable(
                schema("listed")
                    .partitionBy(Partitioning.list("k", List.of(0L), List.of(1L)))
                    .build()));
    tables.add(
        db.schema().createTable(schema("ranged").partitionBy(Partitioning.range("k", 1)).build()));
    tables.add(
        db.schema().createTable(schema("hashed").partitionBy(Partitioning.hash(3, "k")).build()));
    for (Table table : tables) {
      use(table);
      LongColumn id = table.longColumn("id");
      for (Item item : items) {
        table
            .insert()
            .set(id, item.id)
            .set(k, item.k)
            .setValue(a, item.a)
            .setValue(b, item.b)
            .execute();
      }
    }
  }

  @AfterEach
  void close() {
    db.close();
  }

  private static TableSchema.Builder schema(String name) {
    return TableSchema.named(name)
        .column("k", ColumnType.LONG)
        .column("id", ColumnType.LONG)
        .column("a", ColumnType.LONG)
        .column("b", ColumnType.LONG)
        .primaryKey("k", "id");
  }

  private void use(Table table) {
    k = table.longColumn("k");
    a = table.longColumn("a");
    b = table.longColumn("b");
  }

  @Test
  void shouldSelectWhatTheModelSelectsWhenPredicatesAreRandom() {
    for (int i = 0; i < PREDICATES; i++) {
      for (Table table : tables) {
        requireSame(table, () -> term(3));
      }
    }
  }

  @Test
  void shouldSelectNothingWhenARangeIsUpsideDown() {
    for (Table table : tables) {
      use(table);
      for (LongColumn column : List.of(k, a, b)) {
        requireNothing(table, column.between(2, 1));
        requireNothing(table, column.greaterThan(1).and(column.lessThan(1)));
        requireNothing(table, column.between(2, 1).and(a.eq(1)));
        requireNothing(table, column.between(2, 1).or(column.between(1, -1)));
        requireNothing(table, column.plus(0).between(2, 1));
        requireNothing(table, column.in(1, 2).and(column.between(5, 3)));
        requireNothing(table, column.between(parameter(0), parameter(1)), 2L, 1L);
        requireNothing(table, k.in(0, 1).and(column.between(parameter(0), parameter(1))), 2L, 1L);
        bound.clear();
        requireSame(
            table,
            () ->
                new Term(column.between(2, 1).not(), i -> value(i, column) == null ? null : true));
      }
    }
  }

  @Test
  void shouldBindTheParametersOfANumberWhenItIsAmongNoValues() {
    try (Transaction tx = db.begin()) {
      for (Table table : tables) {
        LongColumn number = table.longColumn("a");
        List<Predicate> nothing =
            List.of(
                number.plus(parameter(0)).in(),
                number.times(RealExpression.of(parameter(0))).in(),
                DecimalExpression.of(BigDecimal.ONE).plus(parameter(0)).in());
        for (Predicate none : nothing) {
          assertThat(table.delete(tx).where(none).bindNull(0).execute()).isZero();
          Delete all = table.delete(tx).where(none.not()).bindNull(0);
          long mark = tx.savepoint();
          assertThat(all.execute()).as("%s", none).isEqualTo(items.size());
          tx.rollbackTo(mark);
        }
      }
    }
  }

  @Test
  void shouldTakeNullsInWhenNoValueIsExcluded() {
    for (Table table : tables) {
      use(table);
      for (LongColumn column : List.of(k, a, b)) {
        requireNothing(table, column.in());
        requireNothing(table, column.plus(1).in());
        requireSame(table, () -> new Term(column.in().not(), i -> true));
        requireSame(table, () -> new Term(column.plus(1).in().not(), i -> true));
        requireSame(table, () -> new Term(column.in().or(b.eq(1)), i -> equal(i.b, 1L)));
      }
    }
  }

  private void requireNothing(Table table, Predicate predicate, Long... values) {
    requireSame(
        table,
        () -> {
          bound.addAll(Arrays.asList(values));
          return new Term(predicate, item -> false);
        });
  }

  private interface Maker {
    Term make();
  }

  private void requireSame(Table table, Maker maker) {
    use(table);
    bound.clear();
    Term term = maker.make();
    Set<Long> expected = new TreeSet<>();
    for (Item item : items) {
      if (Boolean.TRUE.equals(term.value.apply(item))) {
        expected.add(item.id);
      }
    }
    String message = table.name() + " where " + term.predicate + " with " + bound;
    try (Transaction tx = db.begin()) {
      Scan scan = table.scan().where(term.predicate).unbounded();
      assertThat(ids(table, scan.prepare(), tx)).as(message).isEqualTo(expected);
      assertThat(
              ids(table, table.scan().where(term.predicate).unbounded().forUpdate().prepare(), tx))
          .as(message)
          .isEqualTo(expected);
      LongAggregate count = count();
      try (PreparedAggregate aggregate = table.scan().where(term.predicate).aggregate(count)) {
        bind(aggregate);
        assertThat(aggregate.fetch(tx).getLong(count)).as(message).isEqualTo(expected.size());
      }
      Update update = table.update(tx).where(term.predicate);
      bind(update);
      assertThat(update.set(b, 7).execute()).as(message).isEqualTo(expected.size());
      tx.rollback();
    }
    try (Transaction tx = db.begin()) {
      Delete delete = table.delete(tx).where(term.predicate);
      bind(delete);
      assertThat(delete.execute()).as(message).isEqualTo(expected.size());
      tx.rollback();
    }
  }

  private void bind(Bindings<?> statement) {
    for (int i = 0; i < bound.size(); i++) {
      if (bound.get(i) == null) {
        statement.bindNull(i);
      } else {
        statement.bind(i, bound.get(i).longValue());
      }
    }
  }

  private Set<Long> ids(Table table, PreparedScan scan, Transaction tx) {
    Set<Long> ids = new TreeSet<>();
    bind(scan);
    try (scan;
        RowCursor rows = scan.open(tx)) {
      while (rows.next()) {
        assertThat(ids.add(rows.getLong(table.longColumn("id")))).isTrue();
      }
    }
    return ids;
  }

  private Long value(Item item, LongColumn column) {
    return switch (column.name()) {
      case "k" -> item.k;
      case "a" -> item.a;
      default -> item.b;
    };
  }

  private static Boolean equal(Long left, Long right) {
    return (left == null || right == null) ? null : (Boolean) left.equals(right);
  }

  private LongColumn column() {
    return List.of(k, a, b).get(random.nextInt(3));
  }

  private Term term(int depth) {
    LongColumn column = column();
    long x = random.nextInt(4) - 1L;
    long y = random.nextInt(4) - 1L;
    BiFunction<Long, Long, Boolean> less = (l, r) -> (l == null || r == null) ? null : l < r;
    return switch (random.nextInt(depth == 0 ? 8 : 14)) {
      case 0 -> new Term(column.isNull(), i -> value(i, column) == null);
      case 1 -> new Term(column.between(x, y), i -> between(value(i, column), x, y));
      case 2 -> {
        LongColumn other = column();
        yield new Term(column.lessThan(other), i -> less.apply(value(i, column), value(i, other)));
      }
      case 3 -> new Term(column.in(), i -> false);
      case 4 -> new Term(column.in(x, y), i -> among(value(i, column), x, y));
      case 5 -> new Term(column.plus(1).in(x, y), i -> among(value(i, column), x - 1, y - 1));
      case 6 -> {
        Long first = VALUES[random.nextInt(4)];
        Long second = VALUES[random.nextInt(4)];
        bound.add(first);
        bound.add(second);
        yield new Term(
            column.in(parameter(bound.size() - 2), parameter(bound.size() - 1)),
            i -> among(value(i, column), first, second));
      }
      case 7 -> {
        Long limit = VALUES[random.nextInt(4)];
        bound.add(limit);
        yield new Term(
            column.lessThan(parameter(bound.size() - 1)), i -> less.apply(value(i, column), limit));
      }
      case 8, 9 -> {
        Term term = term(depth - 1);
        yield new Term(
            term.predicate.not(),
            i -> {
              Boolean value = term.value.apply(i);
              return value == null ? null : (Boolean) !value;
            });
      }
      case 10, 11 -> joined(term(depth - 1), term(depth - 1), false);
      default -> joined(term(depth - 1), term(depth - 1), true);
    };
  }

  /** What is decisive for a junction wins over unknown, and unknown over the rest. */
  private static Term joined(Term first, Term second, boolean decisive) {
    Predicate predicate =
        decisive ? first.predicate.or(second.predicate) : first.predicate.and(second.predicate);
    return new Term(
        predicate,
        item -> {
          Boolean left = first.value.apply(item);
          Boolean right = second.value.apply(item);
          if ((left != null && left == decisive) || (right != null && right == decisive)) {
            return decisive;
          }
          return (left == null || right == null) ? null : (Boolean) !decisive;
        });
  }

  private static Boolean between(Long value, long low, long high) {
    return value == null ? null : (Boolean) (low <= value && value <= high);
  }

  private static Boolean among(Long value, Long... others) {
    Boolean result = false;
    for (Long other : others) {
      if (Boolean.TRUE.equals(equal(value, other))) {
        return true;
      }
      result = equal(value, other) == null ? null : result;
    }
    return result;
  }
}
