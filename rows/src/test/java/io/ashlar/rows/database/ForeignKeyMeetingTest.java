package io.ashlar.rows.database;

import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Insert;
import io.ashlar.Options;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.DeadlineExceededException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.schema.DefaultValue;
import io.ashlar.schema.ForeignKeySchema;
import io.ashlar.schema.ReferenceAction;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.StatementLimits;
import io.ashlar.transaction.Transaction;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Foreign keys of columns and statements that have something of their own to say. */
@Timeout(300)
@ParameterizedClass
@EnumSource(StoreKind.class)
class ForeignKeyMeetingTest extends CustomersAndOrders {

  private static final StatementLimits SOON = StatementLimits.none().timeout(Duration.ofMillis(30));

  ForeignKeyMeetingTest(StoreKind kind) {
    super(kind);
  }

  /** So long that a test fails by its own timeout when a wait is not shortened. */
  @Override
  Options options() {
    return Options.builder().lockTimeout(Duration.ofHours(1)).build();
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(db.monitor().statistics().openTransactions()).isZero();
    assertThat(handle().context().transactions().locks().idle()).isTrue();
  }

  @Test
  void shouldKeepCommentsBesideThem() {
    create(b -> b.tableComment("what they want"));
    ForeignKeySchema added =
        ForeignKeySchema.named("of_code")
            .columns("customer_code")
            .references("customers", "code")
            .onUpdate(ReferenceAction.CASCADE)
            .build();
    db.schema()
        .alterTable(
            "orders",
            c -> c.addForeignKey(added).setMaxLength("customer_code", 3).setComment("number", "n"));
    if (kind == StoreKind.EMBEDDED) {
      db.close();
      db = kind.open(directory, options());
    }
    columns();
    TableSchema kept = orders.schema();
    assertThat(kept.comment()).isEqualTo("what they want");
    assertThat(kept.foreignKeys()).containsExactly(added);
    assertThat(orders.describe())
        .contains("CONSTRAINT of_code FOREIGN KEY", "COMMENT ON TABLE orders", "orders.number");
    db.schema().alterTable("orders", c -> c.dropForeignKey("of_code").setTableComment("others"));
    assertThat(orders.schema())
        .extracting(TableSchema::comment, TableSchema::foreignKeys)
        .containsExactly("others", List.of());
  }

  @Test
  void shouldRefuseAKeyThatIsTooLongForWhoReferencesIt() {
    create(
        b ->
            b.foreignKey(
                "of_code",
                f ->
                    f.columns("customer_code")
                        .references("customers", "code")
                        .onUpdate(ReferenceAction.CASCADE)));
    db.schema().alterTable("orders", c -> c.setMaxLength("customer_code", 3));
    customer(1, "abc");
    order(10, null, "abc");
    assertThatThrownBy(() -> customers.update().where(id.eq(1)).set(code, "abcd").execute())
        .isInstanceOf(ConstraintException.class)
        .hasMessageContaining("column=customer_code");
    assertThat(customers.update().where(id.eq(1)).set(code, "xyz").execute()).isOne();
    assertThat(orders()).containsExactly("10:-:xyz");
  }

  @Test
  void shouldJudgeKeysThatAreGivenByDefaults() {
    db.schema().createSequence("turns", SequenceOptions.defaults());
    db.schema()
        .createTable(
            TableSchema.named("customers")
                .column("id", LONG)
                .column("code", STRING)
                .primaryKey("id")
                .build());
    db.schema()
        .createTable(
            TableSchema.named("orders")
                .column("number", LONG)
                .identity()
                .column("customer", LONG)
                .defaultTo(DefaultValue.nextValueOf("turns"))
                .column("customer_code", STRING)
                .primaryKey("number")
                .index("by_customer", ix -> ix.ascending("customer"))
                .foreignKey("of_customer", f -> f.columns("customer").references("customers"))
                .build());
    columns();
    customer(1, "a");
    customer(3, "c");
    Insert insert = orders.insert();
    assertThat(insert.execute()).isOne();
    absent(insert::execute);
    assertThat(insert.execute()).isOne();
    assertThat(orders()).containsExactly("1:1:null", "3:3:null");
    referenced(() -> customers.delete().where(id.eq(3)).execute());
  }

  @Test
  void shouldEndAWaitForAReferencedKeyAndGoOn() {
    create(ReferenceAction.CASCADE, ReferenceAction.NO_ACTION);
    long key = 0;
    for (IsolationLevel level : IsolationLevel.values()) {
      key++;
      customer(key, "c" + key);
      customer(-key, "d" + key);
      try (Transaction holder = db.begin();
          Transaction tx = db.begin(level)) {
        assertThat(customers.delete(holder).where(id.eq(key)).execute()).isOne();
        Insert insert = orders.insert(tx).limitedBy(SOON).set(number, key).set(customer, key);
        assertThatThrownBy(insert::execute)
            .isInstanceOf(DeadlineExceededException.class)
            .hasCauseInstanceOf(LockTimeoutException.class);
        assertThat(handle().context().transactions().locks().waiters()).isZero();
        orders.insert(tx).set(number, key).set(customer, -key).execute();
        assertThat(tx.commit()).isPositive();
        holder.rollback();
      }
    }
    assertThat(orders()).containsExactly("1:-1:null", "2:-2:null", "3:-3:null");
    try (Transaction holder = db.begin();
        Transaction tx = db.begin()) {
      orders.insert(holder).set(number, 9).set(customer, 1).execute();
      assertThatThrownBy(() -> customers.delete(tx).limitedBy(SOON).execute())
          .isInstanceOf(DeadlineExceededException.class);
      assertThat(customers.delete(tx).where(id.eq(2)).execute()).isOne();
      tx.commit();
      assertThat(holder.commit()).isPositive();
    }
    assertThat(count(customers)).isEqualTo(5);
    assertThat(count(orders)).isEqualTo(4);
  }
}
