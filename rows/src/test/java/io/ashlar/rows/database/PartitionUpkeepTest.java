package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.SchemaException;
import io.ashlar.index.IndexBuild;
import io.ashlar.index.IndexBuildOptions;
import io.ashlar.index.IndexBuildProgress;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.type.ColumnType;
import io.ashlar.verify.ProblemKind;
import io.ashlar.verify.VerifyOptions;
import io.ashlar.verify.VerifyResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is done to whole tables, done to partitioned ones: builds, checks, changes of columns. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class PartitionUpkeepTest extends DatabaseTest {

  private static final int ROWS = 2_400;
  private static final int SIZE = 400;
  private static final IndexSchema BY_AGE =
      IndexSchema.named("by_age").descending("age").storing("name").build();

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);
  private Table people;
  private LongColumn id;
  private LongColumn age;
  private StringColumn name;

  PartitionUpkeepTest(StoreKind kind) {
    super(kind);
  }

  @BeforeEach
  void fill() {
    people =
        db.schema()
            .createTable(
                TableSchema.named("people")
                    .column("id", ColumnType.LONG)
                    .column("name", ColumnType.STRING)
                    .column("age", ColumnType.LONG)
                    .primaryKey("id")
                    .index("by_name", ix -> ix.ascending("name"))
                    .partitionBy(Partitioning.range("id", SIZE))
                    .build());
    id = people.longColumn("id");
    age = people.longColumn("age");
    name = people.stringColumn("name");
    db.transact(
        tx -> {
          for (int i = 0; i < ROWS; i++) {
            people.insert(tx).set(id, i).set(name, "n" + i).set(age, i).execute();
          }
        });
  }

  private void pass(IndexBuildProgress progress) {
    if (progress.rows() > ROWS / 2 && reached.getCount() > 0) {
      reached.countDown();
      await(opened);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private long count(String index) {
    try (PreparedScan scan = people.scan().using(index).prepare();
        ReadTransaction tx = db.beginRead();
        RowCursor cursor = scan.open(tx)) {
      long count = 0;
      while (cursor.next()) {
        assertThat(cursor.getString(name)).startsWith("n");
        count++;
      }
      return count;
    }
  }

  @Test
  void shouldBuildAnIndexWhilePartitionsComeAndGo() {
    IndexBuild build =
        db.schema()
            .startIndexBuild(
                "people",
                BY_AGE,
                IndexBuildOptions.defaults().chunkRows(100).verified().listener(this::pass));
    await(reached);
    assertThat(people.dropPartition(people.listPartitions().get(0))).isTrue();
    assertThat(people.dropPartition(people.listPartitions().get(3))).isTrue();
    for (long row : new long[] {SIZE, ROWS - 1, ROWS, 10 * ROWS, 5}) {
      assertThat(people.upsert().set(id, row).set(name, "new").set(age, -row).execute()).isOne();
    }
    assertThat(people.update().where(id.eq(SIZE + 1)).set(id, ROWS + 1).execute()).isOne();
    assertThat(people.delete().where(id.eq(SIZE + 2)).execute()).isOne();
    assertThat(db.maintenance().verify().problems()).isEmpty();
    opened.countDown();
    build.await();
    assertThat(people.schema().indexes()).contains(BY_AGE);
    assertThat(count("by_age")).isEqualTo(ROWS - 2 * SIZE + 3 - 1);
    assertThat(people.scan().where(age.eq(-ROWS)).using("by_age").prepare().explain())
        .contains("covering", "partitions");
  }

  @Test
  void shouldLeavePartitionsAsTheyWereWhenKeysCollide() {
    assertThat(people.update().where(id.atLeast(ROWS - 2)).set(age, 7).execute()).isEqualTo(2);
    IndexSchema one = IndexSchema.named("one").unique().ascending("id").descending("age").build();
    db.schema().createIndex("people", one);
    assertThat(people.get("one").set(id, ROWS - 1).set(age, 7).find()).isPresent();
    assertThat(people.get("one").set(id, ROWS - 1).set(age, 8).find()).isEmpty();
    assertThat(people.getAll("one").set(id, 3).set(age, 3).add().fetch(db.beginRead())).isOne();
    db.schema().dropIndex("people", "one");
    assertThat(people.schema().indexes()).hasSize(1);
  }

  @Test
  void shouldFillAnIndexOfFewRowsAtOnce() {
    assertThat(people.dropPartitionsBefore(ROWS - SIZE)).isEqualTo(ROWS / SIZE - 1);
    IndexBuild build = db.schema().startIndexBuild("people", BY_AGE, IndexBuildOptions.defaults());
    assertThat(build.ended()).isTrue();
    assertThat(count("by_age")).isEqualTo(SIZE);
  }

  @Test
  void shouldCheckChangedColumnsInAllPartitions() {
    db.schema()
        .alterTable(
            "people",
            change ->
                change
                    .addColumn("city", ColumnType.STRING)
                    .defaultValue("Rome")
                    .renameColumn("name", "called")
                    .setNotNull("age"));
    assertThat(people.get().set(id, 3).find().orElseThrow().getString(people.stringColumn("city")))
        .isEqualTo("Rome");
    assertThat(people.insert().set(id, 90_000).set(age, 1).execute()).isOne();
    assertThatThrownBy(() -> db.schema().alterTable("people", c -> c.setNotNull("called")))
        .isInstanceOf(ConstraintException.class)
        .hasMessageContaining("90000");
    assertThatThrownBy(() -> db.schema().alterTable("people", c -> c.dropColumn("id")))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> db.schema().keepHistory("people", Duration.ofHours(1)))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("partitions");
  }

  @Test
  void shouldFindAndRepairDamageInAPartition() {
    TableDefinition part = part(3);
    IndexDefinition byName = part.index("by_name").orElseThrow();
    KeyEncoder entry = new KeyEncoder().reset(byName.keyspaceId());
    entry.putString("n" + (3 * SIZE + 5), false).putLong(3 * SIZE + 5, false);
    inStore(tx -> tx.delete(entry.buffer(), 0, entry.length()));
    VerifyResult found = inPieces(VerifyOptions.defaults());
    assertThat(found.problems())
        .singleElement()
        .satisfies(p -> assertThat(p.kind()).isEqualTo(ProblemKind.ROW_WITHOUT_ENTRY));
    assertThat(db.maintenance().verify(VerifyOptions.defaults().repair(true)).repairedCount())
        .isOne();
    assertThat(inPieces(VerifyOptions.defaults()).clean()).isTrue();
  }

  /** Some rows at a time; the result of the piece that found something, or else of the last. */
  private VerifyResult inPieces(VerifyOptions options) {
    String from = "";
    long rows = 0;
    long entries = 0;
    VerifyResult bad = null;
    while (true) {
      VerifyResult piece = db.maintenance().verify(options.maxRows(170).from(from));
      rows += piece.rows();
      entries += piece.indexEntries();
      bad = piece.clean() ? bad : piece;
      if (piece.position().isEmpty()) {
        assertThat(rows).isEqualTo(ROWS);
        assertThat(entries).isEqualTo(bad == null ? ROWS : ROWS - 1);
        return bad == null ? piece : bad;
      }
      from = piece.position().get();
    }
  }

  @Test
  void shouldFindARowInTheWrongPartition() {
    TableDefinition from = part(1);
    TableDefinition to = part(2);
    KeyEncoder row = new KeyEncoder().reset(from.keyspaceId()).putLong(SIZE, false);
    KeyEncoder wrong = new KeyEncoder().reset(to.keyspaceId()).putLong(SIZE, false);
    inStore(tx -> copy(tx, row, wrong));
    assertThat(db.maintenance().verify().problems())
        .anySatisfy(problem -> assertThat(problem.message()).contains("where it does not belong"));
    inStore(tx -> tx.delete(wrong.buffer(), 0, wrong.length()));
  }

  private void copy(StoreTransaction tx, KeyEncoder from, KeyEncoder to) {
    try (var found = handle().context().pool().acquire(64)) {
      int length = tx.get(from.buffer(), 0, from.length(), found);
      assertThat(length).isPositive();
      tx.put(to.buffer(), 0, to.length(), found.buffer(), 0, length);
    }
  }

  private TableDefinition part(int partition) {
    TableState table = ((TableHandle) people).state();
    return table.partitions().live().get(partition).in(table.definition());
  }

  private void inStore(java.util.function.Consumer<StoreTransaction> change) {
    try (StoreTransaction tx = handle().context().transactions().newTransaction()) {
      tx.begin(IsolationLevel.SNAPSHOT, Durability.GROUP);
      change.accept(tx);
      assertThat(tx.commit()).isPositive();
    }
  }

  @Test
  void shouldEstimateByTheRowsOfAllPartitions() {
    db.schema().createIndex("people", BY_AGE);
    db.maintenance().analyze("people");
    assertThat(people.estimatedRowCount()).isEqualTo(ROWS);
    try (PreparedScan scan = people.scan().where(age.atLeast(ROWS / 2)).prepare()) {
      assertThat(scan.explain()).contains("estimated").contains("by_age");
      assertThat(List.of(scan.explain().split("\n")))
          .anySatisfy(line -> assertThat(line).matches("estimated .*1[12]\\d\\d.*"));
    }
    assertThat(people.dropPartitionsBefore(SIZE)).isOne();
    db.maintenance().analyze();
    assertThat(people.estimatedRowCount()).isEqualTo(ROWS - SIZE);
  }
}
