package io.ashlar.rows.database;

import static io.ashlar.type.ColumnType.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Table;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.query.LongColumn;
import io.ashlar.rows.partition.TablePartition;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.verify.ProblemKind;
import io.ashlar.verify.VerifyOptions;
import io.ashlar.verify.VerifyProblem;
import io.ashlar.verify.VerifyResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are taken away below the foreign keys are told by the integrity check. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class ForeignKeyVerifyTest extends DatabaseTest {

  private Table parents;
  private Table children;
  private LongColumn of;

  ForeignKeyVerifyTest(StoreKind kind) {
    super(kind);
  }

  private void create(boolean divided) {
    TableSchema.Builder schema = TableSchema.named("parents").column("id", LONG).primaryKey("id");
    db.schema()
        .createTable((divided ? schema.partitionBy(Partitioning.hash(2, "id")) : schema).build());
    db.schema()
        .createTable(
            TableSchema.named("children")
                .column("n", LONG)
                .column("of", LONG)
                .primaryKey("n")
                .index("by_of", ix -> ix.ascending("of"))
                .foreignKey("of_parent", f -> f.columns("of").references("parents"))
                .build());
    parents = db.table("parents");
    children = db.table("children");
    of = children.longColumn("of");
    for (long i = 0; i < 4; i++) {
      parents.insert().set(parents.longColumn("id"), i).execute();
      children.insert().set(children.longColumn("n"), 10 + i).set(of, i).execute();
    }
    children.insert().set(children.longColumn("n"), 20).execute();
  }

  /** Without any statement. */
  private void take(long id) {
    TableState state = ((TableHandle) parents).state();
    try (StoreTransaction tx = state.context().transactions().newTransaction()) {
      tx.begin(IsolationLevel.READ_COMMITTED, Durability.GROUP);
      if (state.partitions() == null) {
        delete(tx, state.definition().keyspaceId(), id);
      } else {
        for (TablePartition partition : state.partitions().live()) {
          delete(tx, partition.id(), id);
        }
      }
      tx.commit();
    }
  }

  private static void delete(StoreTransaction tx, int keyspace, long id) {
    KeyEncoder key = new KeyEncoder().reset(keyspace).putLong(id, false);
    tx.lock(key.buffer(), 0, key.length());
    tx.delete(key.buffer(), 0, key.length());
  }

  @AfterEach
  void mend() {
    assertThat(children.delete().where(of.eq(2)).execute()).isOne();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldTellWhatReferencesNothing(boolean divided) {
    create(divided);
    assertThat(db.maintenance().verify().problems()).isEmpty();
    take(2);
    requireTold(db.maintenance().verify());
    requireTold(db.maintenance().verify(VerifyOptions.defaults().repair(true)));
    requireTold(db.maintenance().verify(VerifyOptions.defaults()));
    assertThat(db.maintenance().verify(VerifyOptions.defaults().tables("parents")).problems())
        .isEmpty();
  }

  private static void requireTold(VerifyResult result) {
    assertThat(result.problems()).hasSize(1);
    VerifyProblem problem = result.problems().get(0);
    assertThat(problem.kind()).isEqualTo(ProblemKind.REFERENCE_WITHOUT_ROW);
    assertThat(problem.table()).isEqualTo("children");
    assertThat(problem.key()).isEqualTo("(12)");
    assertThat(problem.message()).contains("of_parent");
    assertThat(problem.repaired()).isFalse();
  }
}
