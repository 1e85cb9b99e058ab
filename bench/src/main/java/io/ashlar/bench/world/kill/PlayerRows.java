package io.ashlar.bench.world.kill;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.transaction.ReadTransaction;
import java.util.ArrayList;
import java.util.List;

/** What a store says of its players. Belongs to one thread. */
final class PlayerRows {

  private final Database database;
  private final Table players;
  private final Table trades;
  private final Get trade;

  PlayerRows(Database database) {
    this.database = database;
    players = database.table("players");
    trades = database.table("trades");
    trade = trades.get();
  }

  /** Each player as after its newest change, in the order of their numbers. */
  List<Change> all() {
    List<Change> found = new ArrayList<>();
    try (ReadTransaction view = database.beginRead();
        PreparedScan scan = players.scan().using("primary").unbounded().prepare();
        RowCursor row = scan.open(view)) {
      while (row.next()) {
        long player = row.getLong(players.longColumn("id"));
        long acts = row.getLong(players.longColumn("acts"));
        found.add(
            new Change(
                player,
                acts,
                traded(view, player, acts),
                row.getInt(players.intColumn("x")),
                row.getInt(players.intColumn("y")),
                row.getInt(players.intColumn("z")),
                row.getBoolean(players.booleanColumn("active"))));
      }
    }
    return found;
  }

  /** Whether the ledger has a line of that change. */
  boolean traded(ReadTransaction view, long player, long acts) {
    return trade
        .set(trades.longColumn("buyer"), player)
        .set(trades.longColumn("act"), acts)
        .fetch(view);
  }
}
