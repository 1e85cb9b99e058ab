package io.ashlar.rows.database;

import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Options;
import io.ashlar.Table;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.ReferenceAction;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Transaction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys that a statement keeps to its end count against the limit of a write set. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class ForeignKeyLimitTest extends DatabaseTest {

  private static final int LIMIT_BYTES = 16_384;
  private static final int ROWS = 8;

  private Table parents;
  private Table children;
  private StringColumn key;
  private LongColumn n;
  private StringColumn of;

  ForeignKeyLimitTest(StoreKind kind) {
    super(kind);
  }

  @Override
  Options options() {
    return Options.builder().writeSetLimitBytes(LIMIT_BYTES).build();
  }

  /** A key of which a statement may keep four, and write some ten. */
  private static String wide(int i) {
    return i + "x".repeat(700);
  }

  @BeforeEach
  void create() {
    db.schema()
        .createTable(TableSchema.named("parents").column("key", STRING).primaryKey("key").build());
    db.schema()
        .createTable(
            TableSchema.named("children")
                .column("n", LONG)
                .column("of", STRING)
                .primaryKey("n")
                .index("by_of", ix -> ix.ascending("of"))
                .foreignKey(
                    "of_parent",
                    f -> f.columns("of").references("parents").onDelete(ReferenceAction.SET_NULL))
                .build());
    parents = db.table("parents");
    children = db.table("children");
    key = parents.stringColumn("key");
    n = children.longColumn("n");
    of = children.stringColumn("of");
    for (int i = 0; i < ROWS; i++) {
      parents.insert().set(key, wide(i)).execute();
      children.insert().set(n, i).set(of, wide(i)).execute();
    }
  }

  private static void exceeds(ThrowingCallable statement) {
    assertThatThrownBy(statement)
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining(
            "The statement has more keys that are referenced than a transaction may write.")
        .hasMessageContaining("limitBytes=" + LIMIT_BYTES);
  }

  @Test
  void shouldRefuseToKeepMoreKeysThatAreNotThere() {
    try (Transaction tx = db.begin()) {
      exceeds(() -> children.update(tx).set(of, wide(ROWS)).execute());
      assertThat(tx.active()).isTrue();
      assertThat(children.update(tx).set(of, wide(0)).where(n.atMost(1)).execute()).isEqualTo(2);
      tx.commit();
    }
  }

  @Test
  void shouldRefuseToKeepMoreKeysThatAreTakenAway() {
    try (Transaction tx = db.begin()) {
      exceeds(() -> parents.delete(tx).execute());
      assertThat(parents.delete(tx).where(key.eq(wide(0))).execute()).isOne();
      tx.commit();
    }
    assertThat(children.get().set(n, 0).find().orElseThrow().isNull(of)).isTrue();
    assertThat(children.get().set(n, 1).find().orElseThrow().isNull(of)).isFalse();
  }

  @Test
  void shouldCountTheKeysOfEachStatementAlone() {
    try (Transaction tx = db.begin()) {
      for (int i = 0; i < 3 * ROWS; i++) {
        assertThatThrownBy(
                () -> children.update(tx).set(of, wide(ROWS)).where(n.atMost(2)).execute())
            .isInstanceOf(ConstraintException.class);
      }
      tx.commit();
    }
  }

  @Test
  void shouldRefuseToKeepMoreRowsThatFollow() {
    db.schema().createTable(TableSchema.named("roots").column("id", LONG).primaryKey("id").build());
    db.schema()
        .createTable(
            TableSchema.named("leaves")
                .column("name", STRING)
                .column("root", LONG)
                .primaryKey("name")
                .index("by_root", ix -> ix.ascending("root"))
                .foreignKey(
                    "of_root",
                    f -> f.columns("root").references("roots").onDelete(ReferenceAction.CASCADE))
                .build());
    Table roots = db.table("roots");
    Table leaves = db.table("leaves");
    LongColumn id = roots.longColumn("id");
    for (long root = 0; root < 2; root++) {
      roots.insert().set(id, root).execute();
    }
    for (int i = 0; i < ROWS + 2; i++) {
      leaves
          .insert()
          .set(leaves.stringColumn("name"), wide(i))
          .set(leaves.longColumn("root"), i < ROWS ? 0 : 1)
          .execute();
    }
    try (Transaction tx = db.begin()) {
      exceeds(() -> roots.delete(tx).where(id.eq(0)).execute());
      assertThat(roots.delete(tx).where(id.eq(1)).execute()).isOne();
      tx.commit();
    }
    assertThat(leaves.delete().execute()).isEqualTo(ROWS);
  }
}
