package samples.modulepath;

import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.Table;
import io.ashlar.error.ConstraintException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import java.nio.file.Path;

/** Ashlar on the module path: tables, an error by its type, and what it says of itself. */
public final class Orders {

  private Orders() {}

  public static void main(String[] args) {
    Module ashlar = Database.class.getModule();
    if (!ashlar.isNamed()) {
      throw new IllegalStateException("Ashlar is not a module here.");
    }
    try (Database db = Database.open(Path.of(args[0]))) {
      Table orders =
          db.schema().createTable(
              TableSchema.named("orders")
                  .column("id", LONG)
                  .column("customer", STRING)
                  .primaryKey("id")
                  .build());
      LongColumn id = orders.longColumn("id");
      StringColumn customer = orders.stringColumn("customer");
      db.transact(
          tx -> {
            Insert insert = orders.insert(tx);
            insert.set(id, 1).set(customer, "Ada").execute();
            try {
              insert.set(id, 1).set(customer, "Bea").execute();
              throw new IllegalStateException("Two orders have the same key.");
            } catch (ConstraintException expected) {
              insert.set(id, 2).set(customer, "Bea").execute();
            }
          });
      Get get = orders.get();
      try (ReadTransaction tx = db.beginRead()) {
        if (get.set(id, 2).fetch(tx)) {
          System.out.println(ashlar.getName() + " keeps the order of " + get.getString(customer));
        }
      }
    }
  }
}
