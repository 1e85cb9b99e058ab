package io.ashlar.rows.scan;

import static io.ashlar.aggregate.Aggregate.sum;
import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.ashlar.Database;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.error.LimitExceededException;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.DecimalExpression;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.IntegerExpression;
import io.ashlar.query.LongColumn;
import io.ashlar.query.NumericExpression;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.query.RealExpression;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.type.ColumnType;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conditions and numbers put together term by term, in threads with little stack. */
class LongPredicateTest {

  private static final int MANY = 6_000;
  private static final int STACK_BYTES = 256 << 10;

  /** Prepared with this many terms and with four times as many. */
  private static final int FEW = 1_000;

  private final Database db = Database.inMemory();
  private Table items;
  private LongColumn id;
  private LongColumn n;
  private DoubleColumn real;
  private DecimalColumn exact;

  @BeforeEach
  void fill() {
    items =
        db.schema()
            .createTable(
                TableSchema.named("items")
                    .column("id", ColumnType.LONG)
                    .column("n", ColumnType.LONG)
                    .column("real", ColumnType.DOUBLE)
                    .column("exact", ColumnType.decimal(20, 2))
                    .primaryKey("id")
                    .index("by_n", x -> x.ascending("n").where(LongColumn.named("n").atLeast(5)))
                    .build());
    id = items.longColumn("id");
    n = items.longColumn("n");
    real = items.doubleColumn("real");
    exact = items.decimalColumn("exact");
    for (int i = 0; i < 10; i++) {
      items.insert().set(id, i).set(n, i).set(real, i).set(exact, BigDecimal.valueOf(i)).execute();
    }
  }

  @AfterEach
  void close() {
    db.close();
  }

  /** Runs where recursion ends soon. */
  private static void withLittleStack(Runnable task) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread = new Thread(null, task, "little stack", STACK_BYTES);
    thread.setUncaughtExceptionHandler((of, thrown) -> failure.set(thrown));
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    if (failure.get() != null) {
      throw new AssertionError(failure.get());
    }
  }

  private long count(Predicate predicate) {
    try (PreparedScan scan = items.scan().where(predicate).unbounded().prepare();
        ReadTransaction tx = db.beginRead();
        RowCursor rows = scan.open(tx)) {
      assertThat(scan.explain()).isNotEmpty();
      long count = 0;
      while (rows.next()) {
        if (count++ == 0) {
          assertThat(rows.continuation()).isPresent();
        }
      }
      return count;
    }
  }

  private static <T> T chain(T first, int steps, UnaryOperator<T> step) {
    T chain = first;
    for (int i = 0; i < steps; i++) {
      chain = step.apply(chain);
    }
    return chain;
  }

  private static void requireSame(Object one, Object other) {
    assertThat(one.equals(other)).isTrue();
    assertThat(one.hashCode()).isEqualTo(other.hashCode());
    assertThat(one.toString()).isEqualTo(other.toString()).hasSizeGreaterThan(MANY);
  }

  private void selects(int rows, Function<LongColumn, Predicate> maker) {
    withLittleStack(
        () -> {
          Predicate predicate = maker.apply(n);
          requireSame(predicate, maker.apply(n));
          assertThat(count(predicate)).isEqualTo(rows);
        });
  }

  @Test
  void shouldSelectWhenTermsAreJoinedOneByOne() {
    selects(4, c -> chain(c.lessThan(4), MANY, p -> p.and(c.notEq(7))));
    selects(4, c -> chain(c.lessThan(4), MANY, p -> c.notEq(7).and(p)));
    selects(5, c -> chain(c.lessThan(4), MANY, p -> p.or(c.eq(7))));
    selects(5, c -> chain(c.lessThan(4), MANY, p -> c.eq(7).or(p)));
    selects(5, c -> chain(c.lessThan(4), MANY, p -> p.or(c.plus(1).eq(8))));
    selects(6, c -> chain(c.lessThan(4), MANY, p -> p.or(c.eq(7))).or(c.eq(9)).and(c.notEq(12)));
  }

  @Test
  void shouldBeItselfWhenItIsNegatedTwice() {
    Predicate predicate = n.lessThan(4);
    assertThat(chain(predicate, MANY, Predicate::not)).isSameAs(predicate);
    assertThat(count(chain(predicate, MANY + 1, Predicate::not))).isEqualTo(6);
  }

  @Test
  void shouldHaveTheTermsOfItsPartsWhenPartsAreOfItsKind() {
    Predicate a = n.eq(1);
    Predicate b = n.eq(2);
    Predicate c = n.eq(3);
    Predicate.And left = (Predicate.And) a.and(b).and(c);
    assertThat(left.terms()).containsExactly(a, b, c);
    assertThat(left).isEqualTo(a.and(b.and(c))).hasSameHashCodeAs(a.and(b.and(c)));
    assertThat(new Predicate.Or(List.of(a, new Predicate.Or(List.of()), b.or(c))).terms())
        .containsExactly(a, b, c);
    assertThat(((Predicate.Or) a.and(b).or(c)).terms()).containsExactly(a.and(b), c);
    assertThat(a.and(b)).isNotEqualTo(a.or(b));
  }

  @Test
  void shouldComputeWhenNumbersAreJoinedOneByOne() {
    withLittleStack(
        () -> {
          IntegerExpression whole = chain((IntegerExpression) n, MANY, e -> e.plus(id).minus(id));
          requireSame(whole, chain((IntegerExpression) n, MANY, e -> e.plus(id).minus(id)));
          assertThat(count(whole.eq(3))).isEqualTo(1);
          assertThat(count(whole.isNull().or(whole.isNotNull().not()))).isZero();
          RealExpression mixed = whole.plus(real);
          assertThat(count(chain(mixed, MANY, e -> e.times(1d)).atMost(4d))).isEqualTo(3);
          DecimalExpression decimal =
              chain((DecimalExpression) exact, MANY, e -> e.plus(parameter(0)).minus(n));
          try (PreparedScan scan =
                  items.scan().where(decimal.eq(BigDecimal.valueOf(3))).unbounded().prepare();
              ReadTransaction tx = db.beginRead();
              RowCursor rows = scan.bind(0, BigDecimal.valueOf(3)).open(tx)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(id)).isEqualTo(3);
          }
        });
  }

  @Test
  void shouldUpdateAndAggregateWhenNumbersAreLong() {
    withLittleStack(
        () -> {
          IntegerExpression whole = chain((IntegerExpression) n, MANY, e -> e.plus(1));
          LongAggregate total = sum(whole);
          try (PreparedAggregate aggregate = items.scan().aggregate(total);
              ReadTransaction tx = db.beginRead()) {
            assertThat(total.toString()).hasSizeGreaterThan(MANY);
            assertThat(aggregate.fetch(tx).getLong(total)).isEqualTo(45 + 10 * MANY);
          }
          Predicate few = chain(n.eq(3), MANY, p -> p.or(n.eq(4)));
          assertThat(items.update().where(few).set(n, whole).set(n, whole).execute()).isEqualTo(2);
          assertThat(count(n.greaterThan(MANY))).isEqualTo(2);
          assertThat(items.delete().where(chain(n.eq(3), MANY, p -> p.or(n.eq(6)))).execute())
              .isEqualTo(1);
        });
  }

  @Test
  void shouldRefuseWhenLevelsAreTooMany() {
    withLittleStack(
        () -> {
          requireNestingRefused(n.eq(1), p -> p.and(n.eq(2)).or(n.eq(3)));
          requireNestingRefused(n.eq(1), p -> n.eq(2).and(p).not());
          requireNestingRefused(n.eq(1), Predicate.Not::new);
          requireNestingRefused((IntegerExpression) n, n::plus);
          requireNestingRefused((RealExpression) real, real::plus);
          requireNestingRefused((DecimalExpression) exact, exact::minus);
          requireNestingRefused((IntegerExpression) n, IntegerExpression::negated);
          Predicate deep = chain(n.atLeast(0), 50, p -> p.and(n.lessThan(8)).or(n.eq(20)));
          assertThat(count(deep)).isEqualTo(8);
          assertThat(deep)
              .isEqualTo(chain(n.atLeast(0), 50, p -> p.and(n.lessThan(8)).or(n.eq(20))));
          assertThat(deep.toString()).isNotEmpty();
          IntegerExpression right = chain((IntegerExpression) n, 100, e -> id.plus(e));
          assertThat(count(right.eq(202))).isEqualTo(1);
          assertThat(items.update().where(right.eq(202)).set(n, right).execute()).isEqualTo(1);
        });
  }

  private static <T> void requireNestingRefused(T first, UnaryOperator<T> step) {
    assertThatThrownBy(() -> chain(first, MANY, step))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageStartingWith("The predicate or expression is nested too deeply.")
        .hasMessageContaining("limit=" + Predicate.MAX_NESTING);
  }

  @Test
  void shouldRefuseWhenTermsAreTooMany() {
    assertThatThrownBy(() -> chain(n.eq(1), 40, p -> p.and(p)))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageStartingWith("The predicate or expression has too many terms.")
        .hasMessageContaining("limit=" + Predicate.MAX_TERMS);
    assertThatThrownBy(() -> chain((IntegerExpression) n, 40, e -> e.plus(e)))
        .isInstanceOf(LimitExceededException.class);
    NumericExpression half = chain((RealExpression) real, 16, e -> e.plus(e));
    assertThatThrownBy(() -> half.eq(half)).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void shouldPlanWhenDisjunctionsAreManyAndAnIndexIsPartial() {
    withLittleStack(
        () -> {
          Predicate either = n.atLeast(1).or(n.atLeast(2));
          assertThat(count(chain(either, MANY, p -> p.and(either)))).isEqualTo(9);
          assertThat(count(chain(n.eq(6), MANY, p -> p.or(n.eq(7))))).isEqualTo(2);
        });
  }

  @Test
  void shouldKeepLongPredicatesWhenTheyAreInASchema(@TempDir Path directory) {
    LongColumn named = LongColumn.named("n");
    Predicate chain = chain(named.atLeast(0), 3_999, p -> p.and(named.notEq(77)));
    TableSchema schema =
        TableSchema.named("kept")
            .column("n", ColumnType.LONG)
            .primaryKey("n")
            .check("long", chain)
            .index("part", x -> x.ascending("n").where(chain))
            .build();
    withLittleStack(
        () -> {
          try (Database stored = Database.open(directory)) {
            assertThat(stored.schema().createTable(schema).describe()).contains("CHECK");
          }
          try (Database stored = Database.open(directory)) {
            Table kept = stored.table("kept");
            assertThat(kept.schema().checks().get(0).predicate()).isInstanceOf(Predicate.And.class);
            kept.insert().set(kept.longColumn("n"), 5).execute();
            assertThat(kept.scan().using("part").where(chain).unbounded().prepare().explain())
                .contains("given");
            assertThat(kept.delete().where(chain).execute()).isEqualTo(1);
          }
        });
  }

  @Test
  void shouldRefuseWhenASchemaCannotKeepThePredicate() {
    LongColumn named = LongColumn.named("id");
    withLittleStack(
        () -> {
          requireNotStored(chain(named.atLeast(0), MANY, p -> p.and(named.notEq(77))));
          requireNotStored(chain((IntegerExpression) named, MANY, e -> e.plus(1)).atLeast(0));
          requireNotStored(
              chain(named.atLeast(0), 40, p -> p.and(named.notEq(77)).or(named.eq(1))));
        });
  }

  private void requireNotStored(Predicate predicate) {
    TableSchema.Builder schema =
        TableSchema.named("refused").column("id", ColumnType.LONG).primaryKey("id");
    assertThatThrownBy(() -> db.schema().createTable(schema.check("long", predicate).build()))
        .isInstanceOf(LimitExceededException.class);
    assertThatThrownBy(
            () ->
                db.schema()
                    .createIndex(
                        "items",
                        IndexSchema.named("part").ascending("id").where(predicate).build()))
        .isInstanceOf(LimitExceededException.class);
    assertThatThrownBy(() -> db.schema().alterTable("items", c -> c.addCheck("long", predicate)))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void shouldTakeMemoryInProportionWhenThereAreMoreTerms() {
    requireLinear(terms -> chain(n.lessThan(4), terms, p -> p.and(n.notEq(7))));
    requireLinear(terms -> chain(n.lessThan(4), terms, p -> n.eq(7).or(p)));
    requireLinear(terms -> chain((IntegerExpression) n, terms, e -> e.plus(id)).eq(4));
    requireLinear(terms -> n.in(parameter(0), parameters(terms)));
    requireLinear(terms -> n.in(parameter(0), parameters(terms)).not().and(id.eq(3)));
  }

  private static Parameter[] parameters(int count) {
    Parameter[] parameters = new Parameter[count];
    for (int i = 0; i < count; i++) {
      parameters[i] = parameter(i + 1);
    }
    return parameters;
  }

  private void requireLinear(Function<Integer, Predicate> maker) {
    long few = allocatedBy(maker, FEW);
    long more = allocatedBy(maker, 4 * FEW);
    assertThat(more).as("bytes for four times the terms, and %s for one", few).isLessThan(8 * few);
  }

  private long allocatedBy(Function<Integer, Predicate> maker, int terms) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 3; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      try (PreparedScan scan = items.scan().where(maker.apply(terms)).unbounded().prepare()) {
        assertThat(scan.explain()).isNotEmpty();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
