package io.ashlar.rows.database;

import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.error.ConstraintException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.ReferenceAction;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Customers, and their orders, which reference them. */
abstract class CustomersAndOrders extends DatabaseTest {

  final StoreKind kind;
  Table customers;
  Table orders;
  LongColumn id;
  StringColumn code;
  LongColumn number;
  LongColumn customer;
  StringColumn customerCode;

  CustomersAndOrders(StoreKind kind) {
    super(kind);
    this.kind = kind;
  }

  void create(ReferenceAction onDelete, ReferenceAction onUpdate) {
    create(
        b ->
            b.foreignKey(
                "of_customer",
                f ->
                    f.columns("customer")
                        .references("customers")
                        .onDelete(onDelete)
                        .onUpdate(onUpdate)));
  }

  void create(UnaryOperator<TableSchema.Builder> how) {
    db.schema()
        .createTable(
            TableSchema.named("customers")
                .column("id", LONG)
                .column("code", STRING)
                .primaryKey("id")
                .uniqueIndex("one_code", ix -> ix.descending("code"))
                .build());
    TableSchema declared =
        how.apply(
                TableSchema.named("orders")
                    .column("number", LONG)
                    .column("customer", LONG)
                    .column("customer_code", STRING)
                    .primaryKey("number")
                    .index("by_customer", ix -> ix.descending("customer"))
                    .index("by_code", ix -> ix.ascending("customer_code").descending("number")))
            .build();
    db.schema().createTable(declared);
    columns();
  }

  void columns() {
    customers = db.table("customers");
    orders = db.table("orders");
    id = customers.longColumn("id");
    code = customers.stringColumn("code");
    number = orders.longColumn("number");
    customer = orders.longColumn("customer");
    customerCode = orders.stringColumn("customer_code");
  }

  void customer(long key, String text) {
    assertThat(customers.insert().set(id, key).set(code, text).execute()).isOne();
  }

  void order(long key, Long of, String byCode) {
    orders.insert().set(number, key).setValue(customer, of).set(customerCode, byCode).execute();
  }

  List<String> orders() {
    List<String> found = new ArrayList<>();
    try (Transaction tx = db.begin();
        PreparedScan scan = orders.scan().prepare();
        RowCursor row = scan.open(tx)) {
      while (row.next()) {
        found.add(
            row.getLong(number)
                + ":"
                + (row.isNull(customer) ? "-" : row.getLong(customer))
                + ":"
                + (row.isNull(customerCode) ? null : row.getString(customerCode)));
      }
    }
    return found;
  }

  long count(Table table) {
    LongAggregate rows = Aggregate.count();
    try (PreparedAggregate counting = table.scan().aggregate(rows);
        Transaction tx = db.begin()) {
      return counting.fetch(tx).getLong(rows);
    }
  }

  static void refused(ThrowingCallable statement, String sentence) {
    assertThatThrownBy(statement)
        .isInstanceOf(ConstraintException.class)
        .hasMessageContaining(sentence);
  }

  static void absent(ThrowingCallable statement) {
    refused(statement, "The row references a key that is not there.");
  }

  static void referenced(ThrowingCallable statement) {
    refused(statement, "Rows reference the key of the row.");
  }
}
