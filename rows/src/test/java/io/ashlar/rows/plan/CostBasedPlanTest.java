package io.ashlar.rows.plan;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Choices by cost on skewed data: nine orders of ten are done, few are open. */
class CostBasedPlanTest {

  private static final int ROWS = 10_000;

  private final Database db = Database.inMemory();
  private final Table orders =
      db.schema()
          .createTable(
              TableSchema.named("orders")
                  .column("id", ColumnType.LONG)
                  .column("state", ColumnType.STRING)
                  .column("customer", ColumnType.LONG)
                  .column("amount", ColumnType.LONG)
                  .column("day", ColumnType.LONG)
                  .primaryKey("id")
                  .index("by_state", x -> x.ascending("state"))
                  .index("by_customer", x -> x.ascending("customer").ascending("day"))
                  .index("by_day", x -> x.ascending("day"))
                  .build());
  private final LongColumn id = orders.longColumn("id");
  private final StringColumn state = orders.stringColumn("state");
  private final LongColumn customer = orders.longColumn("customer");
  private final LongColumn amount = orders.longColumn("amount");
  private final LongColumn day = orders.longColumn("day");

  @BeforeEach
  void fill() {
    db.transact(
        tx -> {
          Insert insert = orders.insert(tx);
          for (long i = 0; i < ROWS; i++) {
            insert.set(id, i).set(state, i % 1_000 == 7 ? "open" : "done");
            insert.set(customer, i % 500).set(day, i / 10).set(amount, i * 7919 % ROWS).execute();
          }
        });
    db.maintenance().analyze("orders");
  }

  @AfterEach
  void close() {
    db.close();
  }

  private static String planOf(Scan scan) {
    try (PreparedScan prepared = scan.prepare()) {
      return prepared.explain();
    }
  }

  @Test
  void shouldTakeTheIndexForARareConstantAndTheTableForAFrequentOne() {
    assertThat(planOf(orders.scan().where(state.eq("open")))).startsWith("walk index by_state");
    assertThat(planOf(orders.scan().where(state.eq("done")))).startsWith("walk primary key");
    assertThat(planOf(orders.scan().where(state.eq("done")).select(id)))
        .startsWith("walk index by_state")
        .contains("covering");
  }

  @Test
  void shouldTakeTheMoreSelectiveOfTwoIndexes() {
    assertThat(planOf(orders.scan().where(state.eq("done").and(customer.eq(7)))))
        .startsWith("walk index by_customer")
        .contains("estimated");
    assertThat(planOf(orders.scan().where(state.eq(parameter(0)).and(customer.eq(parameter(1))))))
        .startsWith("walk index by_customer");
    assertThat(planOf(orders.scan().where(state.eq("open").and(day.atLeast(1)))))
        .startsWith("walk index by_state");
  }

  @Test
  void shouldTakeTheLimitIntoAccount() {
    Scan few = orders.scan().where(customer.atLeast(10)).orderBy(day.ascending()).limit(5);
    assertThat(planOf(few)).startsWith("walk index by_day").doesNotContain("sort");
    Scan rare = orders.scan().where(state.eq("open")).orderBy(day.ascending()).limit(5);
    assertThat(planOf(rare)).startsWith("walk index by_state").contains("sort in memory by day");
  }

  @Test
  void shouldEstimateRowsWithinSaneBounds() {
    try (PreparedScan scan = orders.scan().where(day.between(200, 399)).prepare()) {
      assertThat(estimatedRows(scan.explain())).isBetween(1_500L, 2_500L);
    }
    try (PreparedScan scan = orders.scan().where(customer.eq(parameter(0))).prepare()) {
      assertThat(estimatedRows(scan.explain())).isBetween(15L, 30L);
    }
    try (PreparedScan scan = orders.scan().where(state.in("open", "none")).prepare()) {
      assertThat(estimatedRows(scan.explain())).isBetween(1L, 200L);
    }
  }

  private static long estimatedRows(String plan) {
    int from = plan.indexOf("rows ", plan.indexOf("estimated")) + "rows ".length();
    return Long.parseLong(plan.substring(from, plan.indexOf(',', from)));
  }

  @Test
  void shouldPlanAnewWhenTheTableIsAnalyzedAgain() {
    try (PreparedScan scan = orders.scan().where(state.eq("open")).prepare();
        ReadTransaction before = db.beginRead()) {
      count(scan, before);
      assertThat(scan.explain()).startsWith("walk index by_state");
      long changed = orders.update().where(id.atLeast(0)).set(state, "open").execute();
      assertThat(changed).isEqualTo(ROWS);
      db.maintenance().analyze();
      try (ReadTransaction after = db.beginRead()) {
        assertThat(count(scan, after)).isEqualTo(ROWS);
      }
      assertThat(scan.explain()).startsWith("walk primary key");
    }
  }

  private static int count(PreparedScan scan, ReadTransaction tx) {
    int count = 0;
    try (RowCursor rows = scan.open(tx)) {
      while (rows.next()) {
        count++;
      }
    }
    return count;
  }

  @Test
  void shouldAssumeFewRowsOfAValueInAnIndexThatWasMadeSince() {
    db.schema().createIndex("orders", IndexSchema.named("by_amount").ascending("amount").build());
    Scan few = orders.scan().where(amount.eq(7)).orderBy(day.ascending()).limit(3);
    assertThat(planOf(few)).startsWith("walk index by_amount").contains("sort in memory by day");
    Scan other = orders.scan().where(amount.eq(7).and(customer.eq(3)));
    assertThat(planOf(other)).startsWith("walk index by_amount");
  }

  @Test
  void shouldCountRowsWithoutAnAnalysis() {
    Table fresh =
        db.schema()
            .createTable(
                TableSchema.named("fresh").column("id", ColumnType.LONG).primaryKey("id").build());
    assertThat(fresh.estimatedRowCount()).isZero();
    db.transact(
        tx -> {
          for (long i = 0; i < 30; i++) {
            fresh.insert(tx).set(fresh.longColumn("id"), i).execute();
          }
        });
    assertThat(fresh.delete().where(fresh.longColumn("id").lessThan(5)).execute()).isEqualTo(5);
    assertThat(fresh.estimatedRowCount()).isEqualTo(25);
  }

  @Test
  void shouldTellWhatItChoseFrom() {
    try (PreparedScan scan =
        orders.scan().where(state.in("open", "lost").and(customer.eq(3))).prepare()) {
      assertThat(scan.explainChoice())
          .contains("chosen by cost of")
          .containsPattern("primary key \\(id\\): all of it: entries 10000")
          .contains("index by_state (state): 2 ranges by 1 column, fetches rows")
          .contains("index by_customer (customer, day): 1 range by 1 column, fetches rows");
    }
  }

  @Test
  void shouldWalkSeveralRangesWhenAColumnIsInSeveral() {
    Scan scan = orders.scan().where(customer.in(9, 3, 9, 700)).orderBy(customer.ascending());
    assertThat(planOf(scan)).contains("in 4 ranges").doesNotContain("sort");
    Scan rows = orders.scan().where(id.in(5L, 1L, 3L));
    assertThat(planOf(rows)).startsWith("walk primary key (id) forward\nrange id in [5, 1, 3]");
    long[] many = new long[Bounds.MAX_RANGES + 1];
    assertThat(planOf(orders.scan().where(id.in(many)))).contains("filter id in");
  }

  @Test
  void shouldRefuseToSortBeyondItsMemory() {
    assertThatThrownBy(() -> orders.scan().orderBy(amount.ascending()).prepare())
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(
            () -> orders.scan().orderBy(amount.ascending()).limit(3).sortInMemory(0).prepare())
        .isInstanceOf(SchemaException.class);
    try (PreparedScan scan =
            orders.scan().orderBy(amount.ascending()).sortInMemory(100_000).prepare();
        ReadTransaction tx = db.beginRead()) {
      assertThatThrownBy(() -> scan.open(tx)).isInstanceOf(LimitExceededException.class);
    }
    try (PreparedScan scan =
            orders.scan().orderBy(amount.ascending()).sortInMemory(4 << 20).prepare();
        ReadTransaction tx = db.beginRead()) {
      assertThat(count(scan, tx)).isEqualTo(ROWS);
      assertThat(count(scan, tx)).isEqualTo(ROWS);
    }
  }

  @Test
  void shouldShowTheNextRowsWhenALockedOneIsNotSelectedAnyMore() {
    try (PreparedScan top =
            orders
                .scan()
                .where(state.eq("open"))
                .orderBy(amount.descending())
                .limit(2)
                .forUpdate()
                .prepare();
        Transaction tx = db.begin()) {
      List<Long> amounts = new ArrayList<>();
      try (RowCursor rows = top.open(tx)) {
        orders.update(tx).where(amount.atLeast(5_000)).set(state, "done").execute();
        while (rows.next()) {
          amounts.add(rows.getLong(amount));
        }
      }
      assertThat(amounts).hasSize(2).allMatch(value -> value < 5_000);
      assertThat(amounts.get(0)).isGreaterThan(amounts.get(1));
    }
  }
}
