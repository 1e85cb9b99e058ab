package io.ashlar.rows.scan;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.Options;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.error.IllegalUseException;
import io.ashlar.lookup.BatchGet;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.row.Row;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.io.Serial;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A table loses its first column, so that all others move by one, while a statement is used. While
 * it takes a value that is at the moment at which a decimal is asked for its digits: behind the
 * look-up of the column and before the value is kept.
 */
@Timeout(300)
final class AlteredMeanwhileTest {

  private static final long PAUSE_NS = 100_000;

  private final Database db =
      Database.inMemory(Options.builder().lockTimeout(Duration.ofSeconds(100)).build());
  private final Table things =
      db.schema()
          .createTable(
              TableSchema.named("things")
                  .column("old", ColumnType.LONG)
                  .column("id", ColumnType.LONG)
                  .column("n", ColumnType.LONG)
                  .column("amount", ColumnType.decimal(9, 2))
                  .primaryKey("id")
                  .build());
  private final LongColumn id = things.longColumn("id");
  private final LongColumn n = things.longColumn("n");
  private final DecimalColumn amount = things.decimalColumn("amount");

  @AfterEach
  void close() {
    assertThat(db.maintenance().verify().problems()).isEmpty();
    db.close();
  }

  /** Does something once, when it is asked for its digits. */
  private static final class Telling extends BigDecimal {

    @Serial private static final long serialVersionUID = 1;

    private transient Runnable asked;

    Telling(String text) {
      super(text);
    }

    Telling whenAsked(Runnable something) {
      asked = something;
      return this;
    }

    @Override
    public int scale() {
      Runnable something = asked;
      asked = null;
      if (something != null) {
        something.run();
      }
      return super.scale();
    }
  }

  private void dropOld() {
    db.schema().alterTable("things", table -> table.dropColumn("old"));
  }

  private Row row(long key) {
    return things.get().set(id, key).find().orElseThrow();
  }

  @Test
  void shouldKeepAValueInItsColumnWhenTheTableIsAlteredWhileItIsSet() {
    Insert insert = things.insert().set(id, 1).set(n, 7);
    insert.set(amount, new Telling("1.25").whenAsked(this::dropOld));
    assertThat(insert.execute()).isEqualTo(1);
    assertThat(row(1).getDecimal(amount)).isEqualByComparingTo("1.25");
    assertThat(row(1).getLong(n)).isEqualTo(7);
  }

  @Test
  void shouldRefuseASetterWhileAnotherHasFoundItsColumn() {
    Insert insert = things.insert().set(id, 1);
    insert.set(
        amount,
        new Telling("1.25")
            .whenAsked(
                () -> {
                  dropOld();
                  // It would give the ordinal that was found another meaning.
                  assertThatThrownBy(() -> insert.set(n, 8))
                      .isInstanceOf(IllegalUseException.class)
                      .hasMessageStartingWith("The statement is in use by another thread.");
                }));
    insert.set(n, 9).execute();
    assertThat(row(1).getDecimal(amount)).isEqualByComparingTo("1.25");
    assertThat(row(1).getLong(n)).isEqualTo(9);
  }

  /** Starts a thread, and returns when it waits for a lock. */
  private static Thread waiting(String threadName, Runnable work) {
    Thread thread = new Thread(work, threadName);
    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      assertThat(thread.isAlive()).isTrue();
      LockSupport.parkNanos(PAUSE_NS);
    }
    return thread;
  }

  /**
   * The update has checked its values by the one definition and meets the other behind the lock.
   */
  @Test
  void shouldComputeIntoTheRightColumnWhenTheTableIsAlteredBeforeItIsLocked() throws Exception {
    things.insert().set(id, 1).set(n, 7).set(amount, BigDecimal.ONE).execute();
    Update update =
        things
            .update()
            .where(id.eq(1))
            .set(n, n.plus(1))
            .set(amount, parameter(0))
            .bind(0, new BigDecimal("5.00"));
    FutureTask<Long> changed = new FutureTask<>(update::execute);
    Thread alters;
    Thread updates;
    try (Transaction holder = db.begin()) {
      things.insert(holder).set(id, 2).execute();
      alters = waiting("alters", this::dropOld);
      updates = waiting("updates", changed);
      holder.commit();
    }
    alters.join();
    updates.join();
    assertThat(changed.get()).isEqualTo(1);
    assertThat(things.schema().columns()).hasSize(3);
    assertThat(row(1).getLong(n)).isEqualTo(8);
    assertThat(row(1).getDecimal(amount)).isEqualByComparingTo("5.00");
  }

  @Test
  void shouldEncodeKeysByTheColumnsTheyWereSetFor() {
    things.insert().set(id, 1).set(n, 7).execute();
    things.insert().set(id, 2).set(n, 8).execute();
    BatchGet batch = things.getAll();
    batch.set(id, 1).add();
    dropOld();
    batch.set(id, 2).add().set(id, 3).add();
    try (ReadTransaction tx = db.beginRead()) {
      assertThat(batch.fetch(tx)).isEqualTo(2);
      assertThat(batch.next()).isTrue();
      assertThat(batch.getLong(n)).isEqualTo(7);
      assertThat(batch.isFound()).isTrue();
      assertThat(batch.next()).isTrue();
      assertThat(batch.getLong(n)).isEqualTo(8);
      assertThat(batch.next()).isTrue();
      assertThat(batch.isFound()).isFalse();
      assertThat(batch.next()).isFalse();
      assertThat(batch.isFound()).isFalse();
    }
  }
}
