package io.ashlar.rows.database;

import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;
import static io.ashlar.type.ColumnType.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Table;
import io.ashlar.error.SchemaException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.ForeignKeySchema;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.ReferenceAction;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Foreign keys, by one transaction at a time. Every test ends with the integrity check. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class ForeignKeyTest extends CustomersAndOrders {

  ForeignKeyTest(StoreKind kind) {
    super(kind);
  }

  @Test
  void shouldHoldWhatIsReferencedWhenRowsAreWritten() {
    create(ReferenceAction.NO_ACTION, ReferenceAction.NO_ACTION);
    customer(1, "a");
    order(10, 1L, null);
    order(11, null, "x");
    absent(() -> order(12, 2L, null));
    absent(() -> orders.update().set(customer, 3).where(number.eq(10)).execute());
    assertThat(orders.update().setNull(customer).where(number.eq(10)).execute()).isOne();
    assertThat(orders.upsert().set(number, 11).set(customer, 1).execute()).isOne();
    absent(() -> orders.upsert().set(number, 11).set(customer, 2).execute());
    assertThat(orders()).containsExactly("10:-:null", "11:1:x");
    assertThatThrownBy(() -> order(12, 2L, null))
        .hasMessageContaining("table=orders")
        .hasMessageContaining("foreignKey=of_customer")
        .hasMessageContaining("row=(12)")
        .hasMessageContaining("referenced=customers")
        .hasMessageContaining("key=(2)");
  }

  @ParameterizedTest
  @EnumSource(
      value = ReferenceAction.class,
      names = {"NO_ACTION", "RESTRICT"})
  void shouldRefuseToTakeAKeyAwayThatIsReferenced(ReferenceAction action) {
    create(action, action);
    customer(1, "a");
    customer(2, "b");
    order(10, 1L, null);
    referenced(() -> customers.delete().where(id.eq(1)).execute());
    referenced(() -> customers.delete().execute());
    referenced(() -> customers.update().set(id, 5).where(id.eq(1)).execute());
    assertThat(customers.update().set(code, "c").where(id.eq(1)).execute()).isOne();
    assertThat(customers.delete().where(id.eq(2)).execute()).isOne();
    assertThat(orders.delete().execute()).isOne();
    assertThat(customers.delete().execute()).isOne();
  }

  @Test
  void shouldJudgeAtTheEndUnlessRestricted() {
    create(ReferenceAction.NO_ACTION, ReferenceAction.NO_ACTION);
    customer(1, "a");
    customer(2, "b");
    order(10, 1L, null);
    assertThat(customers.update().set(id, id.negated().plus(3)).execute()).isEqualTo(2);
    assertThat(orders()).containsExactly("10:1:null");
    db.schema()
        .alterTable(
            "orders",
            change ->
                change
                    .dropForeignKey("of_customer")
                    .addForeignKey(
                        ForeignKeySchema.named("of_customer")
                            .columns("customer")
                            .references("customers", "id")
                            .onUpdate(ReferenceAction.RESTRICT)
                            .build()));
    referenced(() -> customers.update().set(id, id.negated().plus(3)).execute());
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldFollowTheReferencedRowWhenItCascades(IsolationLevel level) {
    create(ReferenceAction.CASCADE, ReferenceAction.CASCADE);
    customer(1, "a");
    customer(2, "b");
    customer(3, "c");
    order(10, 1L, null);
    order(11, 1L, null);
    order(12, 2L, null);
    order(13, null, null);
    Long changed = db.transact(level, tx -> customers.update(tx).add(id, 1).execute());
    assertThat(changed).isEqualTo(3);
    assertThat(orders()).containsExactly("10:2:null", "11:2:null", "12:3:null", "13:-:null");
    Long deleted = db.transact(level, tx -> customers.delete(tx).where(id.eq(2)).execute());
    assertThat(deleted).isOne();
    assertThat(orders()).containsExactly("12:3:null", "13:-:null");
    assertThat(customers.delete().execute()).isEqualTo(2);
    assertThat(orders()).containsExactly("13:-:null");
    assertThat(orders.estimatedRowCount()).isEqualTo(1);
  }

  @Test
  void shouldSetNull() {
    create(ReferenceAction.SET_NULL, ReferenceAction.SET_NULL);
    customer(1, "a");
    customer(2, "b");
    order(10, 1L, null);
    order(11, 2L, null);
    assertThat(customers.update().set(id, 7).where(id.eq(1)).execute()).isOne();
    assertThat(customers.delete().where(id.eq(2)).execute()).isOne();
    assertThat(orders()).containsExactly("10:-:null", "11:-:null");
  }

  @Test
  void shouldReferenceAUniqueIndex() {
    create(
        b ->
            b.foreignKey(
                "of_code",
                f ->
                    f.columns("customer_code")
                        .references("customers", "code")
                        .onDelete(ReferenceAction.CASCADE)
                        .onUpdate(ReferenceAction.CASCADE)));
    customer(1, "a");
    customer(2, "b");
    order(10, null, "a");
    order(11, null, "b");
    absent(() -> order(12, null, "c"));
    assertThat(customers.update().set(code, "aa").where(id.eq(1)).execute()).isOne();
    assertThat(customers.update().set(id, 9).where(id.eq(1)).execute()).isOne();
    assertThat(orders()).containsExactly("10:-:aa", "11:-:b");
    assertThat(customers.update().setNull(code).where(id.eq(9)).execute()).isOne();
    assertThat(orders()).containsExactly("10:-:null", "11:-:b");
    assertThat(customers.delete().where(id.eq(2)).execute()).isOne();
    assertThat(orders()).containsExactly("10:-:null");
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldSeeItsOwnRowsAndRestoreThem(IsolationLevel level) {
    create(ReferenceAction.CASCADE, ReferenceAction.NO_ACTION);
    try (Transaction tx = db.begin(level)) {
      customers.insert(tx).set(id, 1).execute();
      orders.insert(tx).set(number, 10).set(customer, 1).execute();
      long savepoint = tx.savepoint();
      assertThat(customers.delete(tx).execute()).isOne();
      tx.rollbackTo(savepoint);
      absent(() -> orders.insert(tx).set(number, 11).set(customer, 2).execute());
      referenced(() -> customers.update(tx).set(id, 2).execute());
      tx.commit();
    }
    assertThat(orders()).containsExactly("10:1:null");
  }

  @Test
  void shouldReferenceItselfOverManyLevels() {
    db.schema()
        .createTable(
            TableSchema.named("nodes")
                .column("id", LONG)
                .column("parent", LONG)
                .primaryKey("id")
                .index("by_parent", ix -> ix.ascending("parent"))
                .foreignKey(
                    "up",
                    f ->
                        f.columns("parent")
                            .references("nodes")
                            .onDelete(ReferenceAction.CASCADE)
                            .onUpdate(ReferenceAction.CASCADE))
                .build());
    Table nodes = db.table("nodes");
    LongColumn node = nodes.longColumn("id");
    LongColumn parent = nodes.longColumn("parent");
    nodes.insert().set(node, 0).set(parent, 0).execute();
    db.transact(
        tx -> {
          for (long i = 1; i <= 500; i++) {
            nodes.insert(tx).set(node, i).set(parent, i - 1).execute();
          }
        });
    absent(() -> nodes.insert().set(node, 1000).set(parent, 999).execute());
    assertThat(nodes.update().add(node, 1).execute()).isEqualTo(501);
    assertThat(nodes.get().set(node, 1).find().orElseThrow().getLong(parent)).isEqualTo(1);
    assertThat(nodes.get().set(node, 501).find().orElseThrow().getLong(parent)).isEqualTo(500);
    assertThat(nodes.delete().where(node.eq(401)).execute()).isOne();
    assertThat(StoredRows.all(handle(), nodes)).hasSize(400);
    assertThat(nodes.delete().where(node.eq(1)).execute()).isOne();
    assertThat(StoredRows.all(handle(), nodes)).isEmpty();
  }

  @Test
  void shouldReferenceOverPartitions() {
    db.schema()
        .createTable(
            TableSchema.named("parents")
                .column("region", STRING)
                .column("id", LONG)
                .primaryKey("id", "region")
                .partitionBy(Partitioning.hash(3, "region"))
                .build());
    db.schema()
        .createTable(
            TableSchema.named("children")
                .column("n", LONG)
                .column("of", LONG)
                .column("in", STRING)
                .primaryKey("n")
                .index("by_parent", ix -> ix.ascending("in").descending("of"))
                .partitionBy(Partitioning.range("n", 10))
                .foreignKey(
                    "of_parent",
                    f ->
                        f.columns("of", "in")
                            .references("parents", "id", "region")
                            .onUpdate(ReferenceAction.CASCADE)
                            .onDelete(ReferenceAction.CASCADE))
                .build());
    Table parents = db.table("parents");
    Table children = db.table("children");
    StringColumn region = parents.stringColumn("region");
    LongColumn pid = parents.longColumn("id");
    LongColumn n = children.longColumn("n");
    LongColumn of = children.longColumn("of");
    StringColumn in = children.stringColumn("in");
    for (long i = 0; i < 6; i++) {
      parents.insert().set(pid, i).set(region, "r" + i % 2).execute();
      children.insert().set(n, 7 * i).set(of, i).set(in, "r" + i % 2).execute();
    }
    absent(() -> children.insert().set(n, 100).set(of, 1).set(in, "r0").execute());
    absent(() -> children.insert().set(n, 100).set(of, 1).set(in, "r7").execute());
    assertThat(parents.update().set(region, "rx").where(pid.lessThan(3)).execute()).isEqualTo(3);
    assertThat(parents.delete().where(pid.eq(2)).execute()).isOne();
    assertThat(count(children)).isEqualTo(5);
    assertThat(children.update().add(n, 20).where(of.eq(0)).execute()).isOne();
    assertThat(parents.update().add(pid, 10).execute()).isEqualTo(5);
    assertThatThrownBy(() -> parents.dropPartition(parents.listPartitions().get(0)))
        .isInstanceOf(SchemaException.class);
    assertThat(children.dropPartition(children.listPartitions().get(0))).isTrue();
    assertThat(parents.delete().execute()).isEqualTo(5);
    assertThat(count(children)).isZero();
  }

  @Test
  void shouldTakeExpiredRowsAlongAndNotCountThem() {
    db.schema()
        .createTable(TableSchema.named("parents").column("id", LONG).primaryKey("id").build());
    db.schema()
        .createTable(
            TableSchema.named("notes")
                .column("n", LONG)
                .column("of", LONG)
                .column("due", TIMESTAMP)
                .primaryKey("n")
                .index("by_of", ix -> ix.ascending("of"))
                .expireAt("due")
                .foreignKey(
                    "of_parent",
                    f -> f.columns("of").references("parents").onDelete(ReferenceAction.RESTRICT))
                .build());
    Table parents = db.table("parents");
    Table notes = db.table("notes");
    LongColumn pid = parents.longColumn("id");
    parents.insert().set(pid, 1).execute();
    Instant due = Instant.now().plusSeconds(60);
    for (long n = 0; n < 2; n++) {
      notes
          .insert()
          .set(notes.longColumn("n"), n)
          .set(notes.longColumn("of"), 1)
          .set(notes.timestampColumn("due"), due)
          .execute();
    }
    referenced(() -> parents.delete().execute());
    handle().context().expiryClock().advance(Duration.ofMinutes(2).toNanos() / 1_000);
    assertThat(parents.delete().execute()).isOne();
    assertThat(StoredRows.all(handle(), notes)).isEmpty();
    assertThat(db.maintenance().verify().rows()).isZero();
  }
}
