package io.ashlar.bench.gate;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Delete;
import io.ashlar.Insert;
import io.ashlar.Options;
import io.ashlar.Sequence;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.query.BooleanColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableSchema;
import io.ashlar.testkit.AllocationRounds;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The allocation gate for what a schema adds to a write: numbers of an identity column, checks, and
 * partial indexes that rows enter and leave. None of it makes garbage. Numbers are reserved in
 * blocks by a commit of their own, which costs what commits cost, once in a block.
 */
class ConstrainedWritesGateTest {

  private static final int ROWS = 100;
  private static final int ROUNDS = 100;

  /** More numbers than the rounds take, so that the gate counts rows and no block. */
  private static final int BLOCK = 1_000_000;

  private static final int NUMBERS = 20_000;

  private Database database;
  private Table players;
  private LongColumn id;
  private LongColumn number;
  private StringColumn name;
  private IntColumn position;
  private BooleanColumn active;
  private long sum;

  @BeforeEach
  void open(@TempDir Path directory) {
    database = Database.open(directory, Options.builder().durability(Durability.NONE).build());
    IntColumn checked = IntColumn.named("position");
    players =
        database
            .schema()
            .createTable(
                TableSchema.named("players")
                    .column("id", ColumnType.LONG)
                    .column("number", ColumnType.LONG)
                    .column("name", ColumnType.STRING)
                    .column("position", ColumnType.INT)
                    .column("active", ColumnType.BOOLEAN)
                    .primaryKey("id")
                    .check("on_board", checked.atLeast(0).and(checked.lessThan(1_000_000)))
                    .check("named", StringColumn.named("name").startsWith("Guest"))
                    .check("within", checked.plus(LongColumn.named("number")).atLeast(0))
                    .index(
                        "active_at",
                        ix ->
                            ix.ascending("position")
                                .storing("name")
                                .where(BooleanColumn.named("active").eq(true)))
                    .uniqueIndex(
                        "far_out",
                        ix ->
                            ix.ascending("number")
                                .where(
                                    checked
                                        .greaterThan(500)
                                        .and(StringColumn.named("name").isNull().not())))
                    .build());
    id = players.longColumn("id");
    number = players.longColumn("number");
    name = players.stringColumn("name");
    position = players.intColumn("position");
    active = players.booleanColumn("active");
  }

  @AfterEach
  void close() {
    assertThat(database.maintenance().verify().problems()).isEmpty();
    database.close();
    assertThat(sum).isNotZero();
  }

  @Test
  void shouldAllocateNothingWhenRowsEnterAndLeavePartialIndexes() {
    Insert insert = players.insert();
    Update enter = players.update().where(id.eq(parameter(0)));
    Update move = players.update().where(active.eq(true).and(position.eq(parameter(0))));
    Update leave = players.update().where(id.eq(parameter(0)));
    Delete delete = players.delete().where(id.eq(parameter(0)));
    try (Transaction transaction = database.begin()) {
      transaction.rollback();
      List<Step> steps =
          List.of(
              new Step(
                  "insert with checks, outside of partial indexes",
                  i ->
                      insert
                          .set(id, i)
                          .set(number, i)
                          .set(name, "Guest")
                          .set(position, i)
                          .set(active, false)
                          .execute(transaction)),
              new Step(
                  "update into partial indexes",
                  i ->
                      enter
                          .bind(0, i)
                          .set(active, true)
                          .set(position, 600 + i)
                          .execute(transaction)),
              new Step(
                  "update found through a partial index",
                  i -> move.bind(0, 600 + i).set(position, 800 + i).execute(transaction)),
              new Step(
                  "update out of partial indexes",
                  i -> leave.bind(0, i).setNull(active).set(position, 7).execute(transaction)),
              new Step("delete", i -> delete.bind(0, i).execute(transaction)));
      requireNothing(transaction, steps);
    }
  }

  @Test
  void shouldAllocateNothingWhenRowsAreNumbered() {
    Table numbered =
        database
            .schema()
            .createTable(
                TableSchema.named("numbered")
                    .column("id", ColumnType.LONG)
                    .identity()
                    .column("text", ColumnType.STRING)
                    .primaryKey("id")
                    .build());
    StringColumn text = numbered.stringColumn("text");
    LongColumn key = numbered.longColumn("id");
    Insert insert = numbered.insert();
    Delete delete = numbered.delete().where(key.between(parameter(0), parameter(1)));
    AllocationMeter inserts = new AllocationMeter("insert with a number of an identity column");
    try (Transaction transaction = database.begin()) {
      transaction.rollback();
      AllocationRounds.repeatUntil(
          () -> inserts.callerBytes() < IDENTITY_BYTES,
          () -> {
            inserts.reset();
            for (int round = 0; round < ROUNDS; round++) {
              transaction.begin();
              inserts.start();
              for (int i = 0; i < ROWS; i++) {
                sum += insert.set(text, "Guest").execute(transaction);
              }
              inserts.stop(ROWS);
              sum += insert.generatedKey();
              sum += transaction.commit();
              transaction.begin();
              sum += delete.bind(0, 0L).bind(1, Long.MAX_VALUE).execute(transaction);
              sum += transaction.commit();
            }
            inserts.finish();
          });
    }
    // A block of numbers is reserved by a commit: its bytes are spread over the rows of a block.
    assertThat(inserts.callerBytes()).as(inserts.toString()).isLessThan(IDENTITY_BYTES);
  }

  /** What the reservation of a block costs each of its numbers. */
  private static final int IDENTITY_BYTES = 16;

  @Test
  void shouldAllocateNothingWhenASequenceIsDrawnFrom() {
    Sequence sequence =
        database.schema().createSequence("numbers", SequenceOptions.defaults().reserving(BLOCK));
    AllocationMeter meter =
        AllocationMeter.measure(
            "next number of a sequence", 0, NUMBERS, i -> sum += sequence.next());
    assertThat(meter.isWithin(0)).as(meter.toString()).isTrue();
  }

  private interface Statement {
    long run(int row);
  }

  /** A statement on each of a hundred rows, in a transaction of its own. */
  private final class Step {

    private final AllocationMeter meter;
    private final Statement statement;

    Step(String name, Statement statement) {
      this.meter = new AllocationMeter(name);
      this.statement = statement;
    }

    void run(Transaction transaction) {
      transaction.begin();
      meter.start();
      for (int i = 0; i < ROWS; i++) {
        long changed = statement.run(i);
        if (changed != 1) {
          throw new IllegalStateException("a statement has changed " + changed + " rows");
        }
        sum += changed;
      }
      meter.stop(ROWS);
      sum += transaction.commit();
    }
  }

  private static void requireNothing(Transaction transaction, List<Step> steps) {
    AllocationRounds.repeatUntil(
        () -> steps.stream().allMatch(step -> step.meter.isWithin(0)),
        () -> {
          for (Step step : steps) {
            step.meter.reset();
          }
          for (int round = 0; round < ROUNDS; round++) {
            for (Step step : steps) {
              step.run(transaction);
            }
          }
          for (Step step : steps) {
            step.meter.finish();
          }
        });
    for (Step step : steps) {
      assertThat(step.meter.isWithin(0)).as(step.meter.toString()).isTrue();
    }
  }
}
