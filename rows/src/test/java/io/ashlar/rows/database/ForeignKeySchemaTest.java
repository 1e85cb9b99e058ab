package io.ashlar.rows.database;

import static io.ashlar.type.ColumnType.INT;
import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Table;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.IntColumn;
import io.ashlar.schema.ForeignKeySchema;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.ReferenceAction;
import io.ashlar.schema.TableSchema;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Foreign keys that come, go and stand in the way of other changes. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class ForeignKeySchemaTest extends CustomersAndOrders {

  ForeignKeySchemaTest(StoreKind kind) {
    super(kind);
  }

  @Test
  void shouldKeepItOverAReopeningAndShowItInTheSchema() {
    create(ReferenceAction.CASCADE, ReferenceAction.SET_NULL);
    TableSchema declared = orders.schema();
    assertThat(declared.foreignKeys())
        .containsExactly(
            ForeignKeySchema.named("of_customer")
                .columns("customer")
                .references("customers", "id")
                .onDelete(ReferenceAction.CASCADE)
                .onUpdate(ReferenceAction.SET_NULL)
                .build());
    assertThat(orders.describe())
        .contains(
            "CONSTRAINT of_customer FOREIGN KEY (customer) REFERENCES customers (id)"
                + " ON DELETE CASCADE ON UPDATE SET NULL");
    db.schema().alterTable("customers", c -> c.renameTo("clients").renameColumn("id", "client"));
    assertThat(orders.describe()).contains("REFERENCES clients (client)");
    if (kind == StoreKind.EMBEDDED) {
      db.close();
      db = kind.open(directory, options());
    }
    assertThat(db.table("orders").describe()).contains("REFERENCES clients (client)");
    db.schema().alterTable("clients", c -> c.renameTo("customers").renameColumn("client", "id"));
    columns();
    assertThat(orders.schema()).isEqualTo(declared);
    customer(1, "a");
    order(10, 1L, null);
    absent(() -> order(11, 2L, null));
    assertThat(customers.delete().execute()).isOne();
    assertThat(orders()).isEmpty();
  }

  @Test
  void shouldTellTheSameSchemaUntilItChanges() {
    create(ReferenceAction.CASCADE, ReferenceAction.SET_NULL);
    TableSchema declared = orders.schema();
    assertThat(orders.schema()).isSameAs(declared);
    assertThat(customers.schema()).isSameAs(customers.schema());
    // The referenced table changes, and with it what the referencing one tells.
    db.schema().alterTable("customers", c -> c.renameColumn("id", "client"));
    TableSchema renamed = orders.schema();
    assertThat(renamed.foreignKeys().get(0).referenced()).containsExactly("client");
    assertThat(orders.schema()).isSameAs(renamed);
    db.schema().alterTable("orders", o -> o.dropForeignKey("of_customer"));
    assertThat(orders.schema().foreignKeys()).isEmpty();
  }

  @Test
  void shouldRefuseSchemasThatCannotBeHeld() {
    create(ReferenceAction.CASCADE, ReferenceAction.NO_ACTION);
    List<ThrowingCallable> refused =
        List.of(
            () -> add(f -> f.columns("none").references("customers")),
            () -> add(f -> f.columns("customer").references("none")),
            () -> add(f -> f.columns("customer").references("customers", "none")),
            () -> add(f -> f.columns("customer", "customer_code").references("customers")),
            () -> add(f -> f.columns("customer_code").references("customers", "id")),
            () -> add(f -> f.columns("number", "customer").references("customers", "id", "code")),
            () ->
                add(
                    f ->
                        f.columns("number")
                            .references("customers")
                            .onDelete(ReferenceAction.SET_NULL)),
            () ->
                db.schema()
                    .alterTable(
                        "orders",
                        c ->
                            c.addForeignKey(
                                ForeignKeySchema.named("OF_CUSTOMER")
                                    .columns("customer")
                                    .references("customers")
                                    .build())),
            () -> db.schema().alterTable("orders", c -> c.dropForeignKey("none")),
            () -> db.schema().alterTable("orders", c -> c.dropColumn("customer")),
            () -> db.schema().dropIndex("orders", "by_customer"),
            () -> db.schema().dropTable("customers"),
            () ->
                db.schema()
                    .createTable(
                        TableSchema.named("sessions")
                            .column("id", LONG)
                            .primaryKey("id")
                            .expireAfter(Duration.ofHours(1))
                            .foreignKey("self", f -> f.columns("id").references("sessions"))
                            .build()),
            () -> ForeignKeySchema.named("x").columns("a").build(),
            () -> ForeignKeySchema.named("x").references("a").build(),
            () -> ForeignKeySchema.named("x").columns("a", "a").references("t").build(),
            () -> ForeignKeySchema.named("x").columns("a").references("t", "b", "c").build());
    for (int i = 0; i < refused.size(); i++) {
      assertThatThrownBy(refused.get(i)).as("case %d", i).isInstanceOf(SchemaException.class);
    }
    assertThat(db.schema().tables()).containsExactly("customers", "orders");
    db.schema().dropIndex("orders", "by_code");
    db.schema()
        .alterTable("orders", c -> c.dropColumn("customer_code").dropForeignKey("of_customer"));
    db.schema().dropIndex("orders", "by_customer");
    db.schema().dropTable("customers");
  }

  private void add(UnaryOperator<ForeignKeySchema.Builder> parts) {
    ForeignKeySchema added = parts.apply(ForeignKeySchema.named("other")).build();
    db.schema().alterTable("orders", change -> change.addForeignKey(added));
  }

  @Test
  void shouldReadAllRowsWhenOneIsAdded() {
    create(b -> b);
    customer(1, "a");
    order(10, 1L, null);
    order(11, 2L, null);
    order(12, null, null);
    assertThatThrownBy(() -> add(f -> f.columns("customer").references("customers")))
        .isInstanceOf(ConstraintException.class)
        .hasMessageContaining("Rows reference keys that are not there.")
        .hasMessageContaining("keys=[(11)]");
    order(13, 4L, null);
    assertThat(orders.delete().where(customer.in(2, 4)).execute()).isEqualTo(2);
    add(f -> f.columns("customer").references("customers"));
    absent(() -> order(13, 4L, null));
    referenced(() -> customers.delete().execute());
    db.schema().dropTable("orders");
    assertThat(customers.delete().execute()).isOne();
  }

  private void parents(UnaryOperator<TableSchema.Builder> how) {
    db.schema()
        .createTable(
            how.apply(
                    TableSchema.named("parents")
                        .column("id", LONG)
                        .column("a", INT)
                        .column("b", INT)
                        .column("c", INT)
                        .column("d", INT)
                        .column("at", TIMESTAMP)
                        .notNull()
                        .primaryKey("id"))
                .build());
  }

  private static UnaryOperator<TableSchema.Builder> child(
      String to, UnaryOperator<IndexSchema.Builder> index) {
    return b ->
        b.column("n", LONG)
            .column("x", INT)
            .column("of", INT)
            .primaryKey("n")
            .index("by_of", index)
            .foreignKey("up", f -> f.columns("of").references("parents", to));
  }

  private void createChild(UnaryOperator<TableSchema.Builder> how) {
    db.schema().createTable(how.apply(TableSchema.named("children")).build());
  }

  /** Of both tables the keys that a foreign key is looked for by have all rows. */
  @Test
  void shouldRefuseKeysByWhichRowsCannotBeFound() {
    parents(
        b ->
            b.uniqueIndex("one_a", ix -> ix.ascending("a"))
                .index("by_b", ix -> ix.ascending("b"))
                .uniqueIndex(
                    "one_c", ix -> ix.ascending("c").where(IntColumn.named("c").atLeast(0)))
                .uniqueIndex("one_da", ix -> ix.ascending("d").ascending("a")));
    UnaryOperator<IndexSchema.Builder> whole = ix -> ix.ascending("of");
    for (String column : List.of("b", "c", "d")) {
      assertThatThrownBy(() -> createChild(child(column, whole)))
          .as(column)
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("references the primary key, or a unique index of all rows");
    }
    List<UnaryOperator<IndexSchema.Builder>> lacking =
        List.of(
            ix -> ix.ascending("x"),
            ix -> ix.ascending("x").ascending("of"),
            ix -> ix.ascending("of").where(IntColumn.named("of").atLeast(0)));
    for (UnaryOperator<IndexSchema.Builder> index : lacking) {
      assertThatThrownBy(() -> createChild(child("a", index)))
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("needs an index that begins with its columns");
    }
    createChild(child("a", ix -> ix.descending("of").ascending("x")));
    // What the other side needs stays as well.
    List<ThrowingCallable> refused =
        List.of(
            () -> db.schema().dropIndex("parents", "one_a"),
            () -> db.schema().alterTable("parents", p -> p.dropColumn("a")),
            () -> db.schema().alterTable("parents", p -> p.widenColumn("a", LONG)),
            () -> db.schema().alterTable("children", c -> c.widenColumn("of", LONG)));
    for (int i = 0; i < refused.size(); i++) {
      assertThatThrownBy(refused.get(i)).as("case %d", i).isInstanceOf(SchemaException.class);
    }
    db.schema().dropIndex("parents", "one_da");
    db.schema().alterTable("children", c -> c.dropForeignKey("up"));
    db.schema().dropIndex("parents", "one_a");
    db.schema().alterTable("parents", p -> p.widenColumn("a", LONG));
  }

  @Test
  void shouldRefuseToReferenceRowsThatGoByThemselves() {
    Partitioning monthly = Partitioning.range("at", Period.ofMonths(1));
    db.schema()
        .createTable(
            TableSchema.named("parents")
                .column("at", TIMESTAMP)
                .primaryKey("at")
                .partitionBy(monthly.retainPartitions(Duration.ofDays(100)))
                .build());
    UnaryOperator<TableSchema.Builder> child =
        b ->
            b.column("n", LONG)
                .column("of", TIMESTAMP)
                .primaryKey("n")
                .index("by_of", ix -> ix.ascending("of"))
                .foreignKey("up", f -> f.columns("of").references("parents"));
    assertThatThrownBy(() -> createChild(child))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("go by themselves");
    db.schema().dropTable("parents");
    db.schema()
        .createTable(
            TableSchema.named("parents")
                .column("at", TIMESTAMP)
                .primaryKey("at")
                .partitionBy(monthly)
                .build());
    createChild(child);
  }

  @Test
  void shouldRefuseToDropPartitionsOfRowsThatAreReferenced() {
    db.schema()
        .createTable(
            TableSchema.named("parents")
                .column("a", LONG)
                .primaryKey("a")
                .partitionBy(Partitioning.range("a", 10))
                .build());
    createChild(
        b ->
            b.column("n", LONG)
                .column("of", LONG)
                .primaryKey("n")
                .index("by_of", ix -> ix.ascending("of"))
                .foreignKey("up", f -> f.columns("of").references("parents")));
    Table parents = db.table("parents");
    for (long row = 0; row < 30; row += 10) {
      parents.insert().set(parents.longColumn("a"), row).execute();
    }
    List<ThrowingCallable> refused =
        List.of(
            () -> parents.dropPartition(parents.listPartitions().get(0)),
            () -> parents.dropPartitionsBefore(10));
    for (ThrowingCallable each : refused) {
      assertThatThrownBy(each)
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("is referenced and its partitions cannot be dropped");
    }
    assertThat(count(parents)).isEqualTo(3);
    db.schema().alterTable("children", c -> c.dropForeignKey("up"));
    assertThat(parents.dropPartition(parents.listPartitions().get(0))).isTrue();
    assertThat(count(parents)).isEqualTo(2);
  }

  @Test
  void shouldPassOverExpiredRowsWhenOneIsAdded() {
    create(b -> b);
    db.schema()
        .createTable(
            TableSchema.named("notes")
                .column("n", LONG)
                .column("of", LONG)
                .column("due", TIMESTAMP)
                .primaryKey("n")
                .index("by_of", ix -> ix.ascending("of"))
                .expireAt("due")
                .build());
    Table notes = db.table("notes");
    ForeignKeySchema up =
        ForeignKeySchema.named("up").columns("of").references("customers").build();
    for (long n = 1; n <= 2; n++) {
      notes
          .insert()
          .set(notes.longColumn("n"), n)
          .set(notes.longColumn("of"), n)
          .set(notes.timestampColumn("due"), Instant.now().plusSeconds(n == 1 ? -10 : 90_000))
          .execute();
    }
    assertThatThrownBy(() -> db.schema().alterTable("notes", c -> c.addForeignKey(up)))
        .isInstanceOf(ConstraintException.class)
        .hasMessageContaining("keys=[(2)]");
    customer(2, "b");
    db.schema().alterTable("notes", c -> c.addForeignKey(up));
    referenced(() -> customers.delete().execute());
  }
}
