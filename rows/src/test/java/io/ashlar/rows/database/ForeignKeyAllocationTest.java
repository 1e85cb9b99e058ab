package io.ashlar.rows.database;

import static io.ashlar.type.ColumnType.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Delete;
import io.ashlar.Insert;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Parameter;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.testkit.AllocationRounds;
import io.ashlar.transaction.Transaction;
import java.util.function.IntConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What foreign keys allocate in steady state, as {@link AllocationTest} measures it. */
class ForeignKeyAllocationTest extends DatabaseTest {

  private static final int MEASURED = 10_000;
  private static final double TOLERATED_BYTES = 1.0;
  private static final int STATEMENTS_PER_TRANSACTION = 10;

  /** Of them the first is the hot one; nothing references the others. */
  private static final int PARENTS = STATEMENTS_PER_TRANSACTION + 1;

  private Table parents;
  private Table children;
  private LongColumn id;
  private LongColumn part;
  private LongColumn balance;
  private LongColumn n;
  private LongColumn of;
  private LongColumn ofPart;
  private long rows;
  private long runs;

  ForeignKeyAllocationTest() {
    super(StoreKind.EMBEDDED);
  }

  private void create(boolean divided) {
    TableSchema.Builder referenced =
        TableSchema.named("parents")
            .column("id", LONG)
            .column("part", LONG)
            .column("balance", LONG)
            .primaryKey("id")
            .uniqueIndex("both", ix -> ix.ascending("id").descending("part"));
    TableSchema referencing =
        TableSchema.named("children")
            .column("n", LONG)
            .column("of", LONG)
            .column("of_part", LONG)
            .primaryKey("n")
            .index("by_of", ix -> ix.ascending("of").ascending("of_part"))
            .foreignKey("by_id", f -> f.columns("of").references("parents"))
            .foreignKey(
                "by_both", f -> f.columns("of", "of_part").references("parents", "id", "part"))
            .build();
    db.schema()
        .createTable(
            divided
                ? referenced.partitionBy(Partitioning.range("id", 4)).build()
                : referenced.build());
    db.schema().createTable(referencing);
    parents = db.table("parents");
    children = db.table("children");
    id = parents.longColumn("id");
    part = parents.longColumn("part");
    balance = parents.longColumn("balance");
    n = children.longColumn("n");
    of = children.longColumn("of");
    ofPart = children.longColumn("of_part");
    for (long key = 0; key < PARENTS; key++) {
      parents.insert().set(id, key).set(part, 7).set(balance, 0).execute();
    }
    children.insert().set(n, -1).set(of, 0).set(ofPart, 7).execute();
  }

  private void requireNothingAllocated(Transaction tx, IntConsumer statement) {
    double bytes =
        AllocationRounds.leastBytes(
            TOLERATED_BYTES / 2,
            MEASURED,
            i -> {
              runs++;
              if (i % STATEMENTS_PER_TRANSACTION == 0) {
                tx.rollback();
                tx.begin();
              }
              statement.accept(i % STATEMENTS_PER_TRANSACTION);
            });
    assertThat(bytes).isLessThan(TOLERATED_BYTES);
    assertThat(rows).isEqualTo(runs);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldAllocateNothingWhenRowsThatReferenceAreInserted(boolean divided) {
    create(divided);
    try (Transaction tx = db.begin()) {
      Insert insert = children.insert(tx);
      requireNothingAllocated(
          tx, i -> rows += insert.set(n, i).set(of, 0).set(ofPart, 7).execute());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldAllocateNothingWhenAHotParentIsChanged(boolean divided) {
    create(divided);
    try (Transaction tx = db.begin()) {
      Parameter key = Parameter.parameter(0);
      Update update = parents.update(tx).where(id.eq(key));
      requireNothingAllocated(tx, i -> rows += update.add(balance, 1).bind(0, 0).execute());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldAllocateNothingWhenWhatNobodyReferencesIsDeleted(boolean divided) {
    create(divided);
    try (Transaction tx = db.begin()) {
      Parameter key = Parameter.parameter(0);
      Delete delete = parents.delete(tx).where(id.eq(key));
      requireNothingAllocated(tx, i -> rows += delete.bind(0, i + 1).execute());
    }
  }
}
