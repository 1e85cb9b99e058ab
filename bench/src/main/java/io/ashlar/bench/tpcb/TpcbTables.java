package io.ashlar.bench.tpcb;

import static io.ashlar.type.ColumnType.INT;
import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;
import static io.ashlar.type.ColumnType.TIMESTAMP;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.Table;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Transaction;
import io.ashlar.workbench.Progress;

/** The four tables. Shared by all clients. */
public final class TpcbTables {

  private static final int ROWS_PER_COMMIT = 1_000;
  private static final String ACCOUNT_FILLER = " ".repeat(84);

  final Table branches;
  final Table tellers;
  final Table accounts;
  final Table history;

  private TpcbTables(Database database) {
    branches = database.schema().createTable(holder("branches", "bid", "bbalance"));
    tellers = database.schema().createTable(member("tellers", "tid", "tbalance"));
    accounts = database.schema().createTable(member("accounts", "aid", "abalance"));
    history = database.schema().createTable(historySchema());
  }

  /**
   * Creates the tables and fills them. What was loaded is durable afterwards.
   *
   * @param database an empty database
   * @param rows how many rows
   * @param progress shows the phase
   * @return the tables
   */
  public static TpcbTables load(Database database, TpcbScale rows, Progress progress) {
    TpcbTables tables = new TpcbTables(database);
    tables.fillBranches(database, rows.branches());
    tables.fillMembers(
        database, tables.tellers, "tid", rows.tellers(), rows.tellersPerBranch(), null);
    progress.show("loading " + rows.accounts() + " accounts");
    tables.fillMembers(
        database,
        tables.accounts,
        "aid",
        rows.accounts(),
        rows.accountsPerBranch(),
        ACCOUNT_FILLER);
    database.flush();
    return tables;
  }

  private static TableSchema holder(String table, String key, String balance) {
    return TableSchema.named(table)
        .column(key, INT)
        .column(balance, LONG)
        .notNull()
        .column("filler", STRING)
        .primaryKey(key)
        .build();
  }

  private static TableSchema member(String table, String key, String balance) {
    return TableSchema.named(table)
        .column(key, INT)
        .column("bid", INT)
        .notNull()
        .column(balance, LONG)
        .notNull()
        .column("filler", STRING)
        .primaryKey(key)
        .build();
  }

  private static TableSchema historySchema() {
    return TableSchema.named("history")
        .column("client", INT)
        .column("sequence", LONG)
        .column("tid", INT)
        .notNull()
        .column("bid", INT)
        .notNull()
        .column("aid", INT)
        .notNull()
        .column("delta", LONG)
        .notNull()
        .column("mtime", TIMESTAMP)
        .notNull()
        .column("filler", STRING)
        .primaryKey("client", "sequence")
        .build();
  }

  private void fillBranches(Database database, int count) {
    Insert insert = branches.insert();
    try (Transaction transaction = database.begin()) {
      for (int bid = 1; bid <= count; bid++) {
        insert
            .set(branches.intColumn("bid"), bid)
            .set(branches.longColumn("bbalance"), 0)
            .execute(transaction);
      }
      transaction.commit();
    }
  }

  private void fillMembers(
      Database database, Table table, String key, int count, int perBranch, String filler) {
    var id = table.intColumn(key);
    var bid = table.intColumn("bid");
    var balance = table.longColumn(key.charAt(0) + "balance");
    var fillerColumn = table.stringColumn("filler");
    Insert insert = table.insert();
    try (Transaction transaction = database.begin()) {
      for (int row = 0; row < count; row++) {
        if (row > 0 && row % ROWS_PER_COMMIT == 0) {
          transaction.commit();
          transaction.begin();
        }
        insert
            .set(id, row + 1)
            .set(bid, row / perBranch + 1)
            .set(balance, 0)
            .set(fillerColumn, filler)
            .execute(transaction);
      }
      transaction.commit();
    }
  }
}
