package io.ashlar.rows.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.PreparedScan;
import io.ashlar.Table;
import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.AggregateReader;
import io.ashlar.aggregate.ColumnAggregate;
import io.ashlar.aggregate.DecimalAggregate;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.lookup.BatchGet;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.rows.face.AnyTarget;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A second thread moves a reader that the first reads. What it reads then is nobody's concern, but
 * it is a value or a typed refusal.
 */
@Timeout(300)
final class SharedReaderTest {

  private static final int MOVES = 60_000;

  private final Database db = Database.inMemory();
  private final Table things =
      db.schema()
          .createTable(
              TableSchema.named("things")
                  .column("old", ColumnType.LONG)
                  .column("id", ColumnType.LONG)
                  .column("amount", ColumnType.decimal(9, 2))
                  .column("name", ColumnType.STRING)
                  .primaryKey("id")
                  .build());
  private final LongColumn id = things.longColumn("id");
  private final DecimalColumn amount = things.decimalColumn("amount");
  private final StringColumn name = things.stringColumn("name");

  @BeforeEach
  void insert() {
    insert(1, "short");
    insert(2, "long ".repeat(100));
  }

  private void insert(long key, String text) {
    things.insert().set(id, key).set(amount, BigDecimal.valueOf(key, 1)).set(name, text).execute();
  }

  @AfterEach
  void close() {
    db.close();
  }

  private interface Use {
    void use(int turn);
  }

  /** Runs uses in this thread as long as another one moves; what is neither value nor refusal. */
  private static void together(Use move, Use... reads) throws InterruptedException {
    AtomicReference<Throwable> wrong = new AtomicReference<>();
    Thread mover =
        new Thread(
            () -> {
              for (int i = 0; i < MOVES && wrong.get() == null; i++) {
                attempt(move, i, wrong);
              }
            },
            "mover");
    mover.start();
    for (int i = 0; mover.isAlive(); i++) {
      attempt(reads[i % reads.length], i, wrong);
    }
    mover.join();
    assertThat(wrong.get()).isNull();
  }

  private static void attempt(Use use, int turn, AtomicReference<Throwable> wrong) {
    try {
      use.use(turn);
    } catch (RuntimeException | Error e) {
      boolean refused =
          e instanceof IllegalUseException
              || e instanceof ClosedException
              || e instanceof SchemaException;
      if (!refused) {
        wrong.compareAndSet(null, e);
      }
    }
  }

  @Test
  void shouldReadNothingUntypedWhenTheDefinitionChangesUnderAGetter() throws Exception {
    try (ReadTransaction before = db.beginRead();
        ReadTransaction after = dropOld()) {
      Get get = things.get();
      AnyTarget target = new AnyTarget(List.of(amount, name));
      assertThat(get.set(id, 1).fetch(before)).isTrue();
      get.readInto(target);
      assertThat(target.sum()).isEqualTo(10 + "short".length());
      together(
          i -> get.set(id, 1 + i / 2 % 2).fetch(i % 2 == 0 ? before : after),
          i -> get.getString(name),
          i -> get.view(name),
          i -> get.get(name),
          i -> get.getUnscaled(amount),
          i -> get.readInto(target),
          i -> get.copy());
    }
  }

  private ReadTransaction dropOld() {
    db.schema().alterTable("things", table -> table.dropColumn("old"));
    return db.beginRead();
  }

  @Test
  void shouldAnswerWhetherAKeyWasFoundWhileAnotherThreadMoves() throws Exception {
    BatchGet batch = things.getAll();
    try (ReadTransaction tx = db.beginRead()) {
      together(
          i -> {
            batch.set(id, 1).add().set(id, 2).add().fetch(tx);
            while (batch.next()) {
              assertThat(batch.position()).isNotNegative();
            }
          },
          i -> batch.isFound());
    }
  }

  @Test
  void shouldReadNothingUntypedWhileAnotherThreadAggregates() throws Exception {
    ColumnAggregate<StringColumn> last = Aggregate.max(name);
    DecimalAggregate mean = Aggregate.avg(amount);
    PreparedAggregate statement = things.scan().aggregate(last, mean);
    try (ReadTransaction tx = db.beginRead()) {
      AggregateReader reader = statement.fetch(tx);
      together(i -> statement.fetch(tx), i -> reader.get(last), i -> reader.getDecimal(mean));
    }
  }

  @Test
  void shouldExplainOrRefuseWhenAScanIsClosedMeanwhile() throws Exception {
    AtomicReference<PreparedScan> shared = new AtomicReference<>(things.scan().prepare());
    try (ReadTransaction tx = db.beginRead()) {
      together(
          i -> shared.getAndSet(things.scan().prepare()).close(),
          i -> shared.get().explainAnalyze(tx));
    }
    shared.get().close();
  }
}
