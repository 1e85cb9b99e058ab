package io.ashlar.rows.database;

import static io.ashlar.query.Parameter.parameter;
import static io.ashlar.type.ColumnType.BYTES;
import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;

import io.ashlar.Buffers;
import io.ashlar.Database;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.StoreOpenException;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * What an application does, in a JVM of its own: prints how memory was reached and what it read.
 */
final class FlagsProgram {

  private static final int ROWS = 2_000;

  private FlagsProgram() {}

  public static void main(String[] args) {
    PrintStream out = System.out;
    // Twice: what failed once must not hang the second time.
    for (int i = 0; i < 2; i++) {
      try (Database db = Database.open(Path.of(args[0]))) {
        if (i == 0) {
          fill(db);
        }
        out.println(db.monitor().statistics().bufferAccess() + " " + read(db));
      } catch (StoreOpenException e) {
        out.println(e.getMessage());
      }
    }
  }

  private static void fill(Database db) {
    Table table =
        db.schema()
            .createTable(
                TableSchema.named("items")
                    .column("id", LONG)
                    .column("name", STRING)
                    .column("counter", LONG)
                    .column("payload", BYTES)
                    .primaryKey("id")
                    .index("by_name", index -> index.descending("name").ascending("counter"))
                    .build());
    byte[] payload = {1, 2, 3, 4};
    db.transact(
        IsolationLevel.SERIALIZABLE,
        tx -> {
          for (int i = 0; i < ROWS; i++) {
            table
                .insert(tx)
                .set(table.longColumn("id"), i)
                .set(table.stringColumn("name"), "name " + i % 100)
                .set(table.longColumn("counter"), i)
                .set(table.bytesColumn("payload"), Buffers.wrap(payload), 1, 2)
                .execute();
          }
          return tx;
        });
    db.transact(
        tx -> {
          table
              .update()
              .where(table.longColumn("id").lessThan(ROWS / 2))
              .add(table.longColumn("counter"), 1)
              .execute(tx);
        });
  }

  private static long read(Database db) {
    Table table = db.table("items");
    long sum = 0;
    try (PreparedScan scan =
            table
                .scan()
                .where(table.stringColumn("name").eq(parameter(0)))
                .orderBy(table.longColumn("counter").descending())
                .limit(50)
                .prepare();
        ReadTransaction tx = db.beginRead();
        RowCursor row = scan.bind(0, "name 7").open(tx)) {
      while (row.next()) {
        sum +=
            row.getLong(table.longColumn("counter"))
                + row.view(table.bytesColumn("payload")).length();
      }
    }
    return sum;
  }
}
