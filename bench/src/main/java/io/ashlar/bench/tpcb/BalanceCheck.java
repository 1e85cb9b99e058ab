package io.ashlar.bench.tpcb;

import io.ashlar.Database;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.query.LongColumn;
import io.ashlar.transaction.ReadTransaction;

/** The condition of TPC-B: accounts, tellers, branches and history tell of the same money. */
public final class BalanceCheck {

  private BalanceCheck() {}

  /**
   * Adds up the four tables at one view.
   *
   * @param database the database
   * @param tables its tables
   * @param committed how many transactions the clients saw committed
   * @return whether all sums are equal and history has a row for each of the transactions
   */
  public static boolean holds(Database database, TpcbTables tables, long committed) {
    try (ReadTransaction view = database.beginRead()) {
      long accounts = sum(view, tables.accounts, "abalance");
      return accounts == sum(view, tables.tellers, "tbalance")
          && accounts == sum(view, tables.branches, "bbalance")
          && accounts == sum(view, tables.history, "delta")
          && committed == count(view, tables.history);
    }
  }

  private static long sum(ReadTransaction view, Table table, String name) {
    LongColumn column = table.longColumn(name);
    long sum = 0;
    try (PreparedScan scan = table.scan().select(column).prepare();
        RowCursor row = scan.open(view)) {
      while (row.next()) {
        sum += row.getLong(column);
      }
    }
    return sum;
  }

  private static long count(ReadTransaction view, Table table) {
    long count = 0;
    try (PreparedScan scan = table.scan().select(table.column("sequence")).prepare();
        RowCursor row = scan.open(view)) {
      while (row.next()) {
        count++;
      }
    }
    return count;
  }
}
