package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.PreparedScan;
import io.ashlar.Table;
import io.ashlar.query.LongColumn;
import io.ashlar.rows.analyze.StatisticsFormat;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.type.ColumnType;
import io.ashlar.verify.VerifyProblem;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statistics whose bytes are damaged cost plans, not the database. */
class StatisticsDamageTest {

  @TempDir Path directory;

  @Test
  void shouldOpenWithoutStatisticsWhenTheyAreDamaged() {
    try (Database db = Database.open(directory)) {
      Table table =
          db.schema()
              .createTable(
                  TableSchema.named("t")
                      .column("id", ColumnType.LONG)
                      .column("n", ColumnType.LONG)
                      .primaryKey("id")
                      .index("by_n", x -> x.ascending("n"))
                      .build());
      LongColumn id = table.longColumn("id");
      for (long i = 0; i < 10; i++) {
        table.insert().set(id, i).execute();
      }
      db.maintenance().analyze();
      byte[] payload = StatisticsFormat.encode(10, null);
      payload[0] ^= 1;
      put(((DatabaseHandle) db).context(), payload);
      assertThat(db.maintenance().verify().problems())
          .singleElement()
          .extracting(VerifyProblem::message)
          .asString()
          .startsWith("The statistics of a table in the catalog are damaged. tableId=1");
    }
    try (Database db = Database.open(directory)) {
      Table table = db.table("t");
      try (PreparedScan scan = table.scan().where(table.longColumn("n").eq(1)).prepare()) {
        assertThat(scan.explain()).startsWith("walk index by_n").doesNotContain("estimated");
      }
      db.maintenance().analyze();
      assertThat(table.estimatedRowCount()).isEqualTo(10);
      assertThat(db.maintenance().verify().problems()).isEmpty();
    }
  }

  private static void put(DatabaseContext context, byte[] payload) {
    try (CatalogStore catalog = new CatalogStore(context.pool());
        StoreTransaction writer = context.transactions().newTransaction()) {
      writer.begin(IsolationLevel.READ_COMMITTED, Durability.GROUP);
      catalog.putStatistics(writer, 1, payload);
      assertThat(writer.commit()).isPositive();
    }
  }
}
