package io.ashlar.rows.scan;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Delete;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Order;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Updates and deletes of the first rows alone. */
class LimitedChangeTest {

  private final Database db = Database.inMemory();
  private Table table;
  private LongColumn id;
  private LongColumn due;
  private LongColumn other;

  @AfterEach
  void close() {
    assertThat(db.maintenance().verify().problems()).isEmpty();
    db.close();
  }

  /** Rows (shard, id, due, other): ids from 0 to 11, due and other descending and mixed. */
  private void create(Partitioning partitioning) {
    TableSchema.Builder schema =
        TableSchema.named("t")
            .column("shard", ColumnType.LONG)
            .column("id", ColumnType.LONG)
            .column("due", ColumnType.LONG)
            .column("other", ColumnType.LONG)
            .primaryKey("shard", "id")
            .index("by_due", x -> x.ascending("due"));
    table =
        db.schema()
            .createTable(
                (partitioning == null ? schema : schema.partitionBy(partitioning)).build());
    id = table.longColumn("id");
    due = table.longColumn("due");
    other = table.longColumn("other");
    for (int i = 0; i < 12; i++) {
      table
          .insert()
          .set(table.longColumn("shard"), i % 3)
          .set(id, i)
          .set(due, 100 - i)
          .set(other, i * 5 % 12)
          .execute();
    }
  }

  private List<Long> ids() {
    List<Long> ids = new ArrayList<>();
    try (PreparedScan scan = table.scan().orderBy(id.ascending()).limit(100).prepare();
        ReadTransaction tx = db.beginRead();
        RowCursor rows = scan.open(tx)) {
      while (rows.next()) {
        ids.add(rows.getLong(id));
      }
    }
    return ids;
  }

  private List<Partitioning> kinds() {
    List<Partitioning> kinds = new ArrayList<>();
    kinds.add(null);
    kinds.add(Partitioning.list("shard"));
    kinds.add(Partitioning.range("shard", 1));
    kinds.add(Partitioning.hash(4, "shard"));
    return kinds;
  }

  @Test
  void shouldChangeTheFirstRowsWhenThereIsALimit() {
    for (Partitioning kind : kinds()) {
      create(kind);
      // By a key that gives the order, and by one that does not.
      assertThat(table.delete().orderBy(due.ascending()).limit(2).execute()).isEqualTo(2);
      assertThat(ids()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
      assertThat(table.delete().limit(3).orderBy(other.descending()).execute()).isEqualTo(3);
      assertThat(ids()).containsExactly(0L, 1L, 3L, 4L, 5L, 6L, 8L);
      Update update = table.update().where(id.atLeast(parameter(0))).orderBy(id.ascending());
      assertThat(update.limit(2).set(other, 50).bind(0, 5).execute()).isEqualTo(2);
      assertThat(table.delete().where(other.eq(50)).execute()).isEqualTo(2);
      assertThat(ids()).containsExactly(0L, 1L, 3L, 4L, 8L);
      // The limit, the order and the bindings stay.
      assertThat(update.set(other, 60).execute()).isEqualTo(1);
      assertThat(update.set(other, 60).bind(0, 3).execute()).isEqualTo(2);
      assertThat(update.limit(Long.MAX_VALUE).set(other, 60).bind(0, 0).execute()).isEqualTo(5);
      assertThat(update.limit(0).set(other, 70).execute()).isZero();
      assertThat(table.delete().where(other.eq(60)).limit(4).execute()).isEqualTo(4);
      assertThat(ids()).hasSize(1);
      db.schema().dropTable("t");
    }
  }

  @Test
  void shouldTakeTheSameRowsWhenThereIsNoOrder() {
    create(null);
    try (Transaction tx = db.begin()) {
      assertThat(table.delete(tx).where(due.atLeast(95)).limit(3).execute()).isEqualTo(3);
      tx.commit();
    }
    // The plan walks the index, which begins with the least.
    assertThat(ids()).doesNotContain(5L, 4L, 3L).hasSize(9);
    assertThat(table.delete().where(id.atLeast(0)).limit(2).execute()).isEqualTo(2);
    assertThat(ids()).doesNotContain(0L, 6L).hasSize(7);
  }

  @Test
  void shouldDrainWhenItIsRepeated() {
    create(Partitioning.list("shard"));
    Delete delete = table.delete().where(due.atMost(parameter(0))).orderBy(due.descending());
    delete.limit(5).bind(0, 98);
    assertThat(List.of(delete.execute(), delete.execute(), delete.execute()))
        .containsExactly(5L, 5L, 0L);
    assertThat(ids()).containsExactly(0L, 1L);
  }

  @Test
  void shouldMeetNoRowTwiceWhenItMovesAlongTheOrder() {
    create(null);
    Update update = table.update().orderBy(due.ascending()).limit(4).add(due, 100);
    assertThat(update.execute()).isEqualTo(4);
    try (Transaction tx = db.begin()) {
      // Rows that the transaction itself has moved count where they are now.
      assertThat(update.add(due, 100).execute(tx)).isEqualTo(4);
      assertThat(update.add(due, 100).execute(tx)).isEqualTo(4);
      tx.commit();
    }
    assertThat(table.delete().where(due.greaterThan(180)).execute()).isEqualTo(12);
  }

  @Test
  void shouldCountTheOneRowWhenThePredicateNamesIt() {
    create(null);
    Delete delete = table.delete().where(id.eq(3).and(table.longColumn("shard").eq(0)));
    assertThat(delete.limit(0).execute()).isZero();
    assertThat(delete.limit(1).execute()).isEqualTo(1);
  }

  @Test
  void shouldLeaveARowOutWhenItIsChangedBeforeItIsLocked() throws InterruptedException {
    create(null);
    try (Transaction holder = db.begin()) {
      assertThat(table.update(holder).where(due.eq(89)).set(due, 500).execute()).isEqualTo(1);
      long[] deleted = new long[1];
      Thread thread =
          new Thread(
              () -> {
                try (Transaction tx = db.begin(IsolationLevel.READ_COMMITTED)) {
                  Delete delete =
                      table.delete(tx).where(due.lessThan(200)).orderBy(due.ascending());
                  deleted[0] = delete.limit(3).execute();
                  tx.commit();
                }
              });
      thread.start();
      while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
        Thread.onSpinWait();
      }
      holder.commit();
      thread.join();
      assertThat(deleted[0]).isEqualTo(2);
    }
    assertThat(ids()).doesNotContain(10L, 9L).hasSize(10);
  }

  @Test
  void shouldRefuseWhenLimitOrOrderIsNoGood() {
    create(null);
    Delete delete = table.delete();
    assertThatThrownBy(() -> delete.limit(-1)).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> delete.orderBy((Order) null)).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> delete.orderBy(LongColumn.named("no").ascending()))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> table.update().limit(-1)).isInstanceOf(IllegalUseException.class);
    assertThat(delete.execute()).isEqualTo(12);
  }
}
