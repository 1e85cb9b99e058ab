package io.ashlar.bench.world;

import io.ashlar.Database;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.transaction.ReadTransaction;
import java.util.ArrayList;
import java.util.List;

/**
 * What must be true of a world at any time: no coin and no good has come or gone; each player has
 * what the ledger says; each stands in the region that its row names; rows and index entries agree.
 */
public final class WorldCheck {

  private static final int MOST_PROBLEMS = 20;

  private final WorldTables tables;
  private final long[] coins;
  private final long[] goods;
  private final List<String> problems = new ArrayList<>();

  private WorldCheck(WorldTables tables, WorldScale scale) {
    this.tables = tables;
    this.coins = new long[scale.players()];
    this.goods = new long[scale.players()];
  }

  /**
   * Adds everything up, at one view.
   *
   * @param database the database
   * @param scale how large the world was made
   * @return a sentence for each of the first things that are wrong; empty when all is right
   */
  public static List<String> problems(Database database, WorldScale scale) {
    WorldCheck check = new WorldCheck(WorldTables.open(database), scale);
    try (ReadTransaction view = database.beginRead()) {
      check.readLedger(view);
      check.readPlayers(view);
    }
    database.maintenance().verify().problems().forEach(found -> check.add(found.message()));
    return check.problems;
  }

  private void readLedger(ReadTransaction view) {
    try (PreparedScan scan = tables.trades.scan().unbounded().prepare();
        RowCursor row = scan.open(view)) {
      while (row.next()) {
        int buyer = (int) row.getLong(tables.tradeBuyer);
        int seller = (int) row.getLong(tables.tradeSeller);
        long price = row.getLong(tables.tradeCoins);
        long amount = row.getLong(tables.tradeGoods);
        coins[buyer] -= price;
        coins[seller] += price;
        goods[buyer] += amount;
        goods[seller] -= amount;
      }
    }
  }

  private void readPlayers(ReadTransaction view) {
    int players = 0;
    long allCoins = 0;
    long allGoods = 0;
    try (PreparedScan scan = tables.players.scan().unbounded().prepare();
        RowCursor row = scan.open(view)) {
      while (row.next()) {
        players++;
        allCoins += row.getLong(tables.playerCoins);
        allGoods += row.getLong(tables.playerGoods);
        readPlayer(row);
      }
    }
    compare("players", coins.length, players);
    compare("all coins", WorldScale.FIRST_COINS * coins.length, allCoins);
    compare("all goods", WorldScale.FIRST_GOODS * goods.length, allGoods);
  }

  private void readPlayer(RowCursor row) {
    int id = (int) row.getLong(tables.playerId);
    compare("coins of " + id, WorldScale.FIRST_COINS + coins[id], row.getLong(tables.playerCoins));
    compare("goods of " + id, WorldScale.FIRST_GOODS + goods[id], row.getLong(tables.playerGoods));
    compare(
        "region of " + id,
        WorldScale.regionOf(row.getInt(tables.playerX)),
        row.getInt(tables.playerRegionX));
    compare(
        "region of " + id,
        WorldScale.regionOf(row.getInt(tables.playerY)),
        row.getInt(tables.playerRegionY));
  }

  private void compare(String what, long expected, long found) {
    if (expected != found) {
      add(what + ": expected " + expected + ", found " + found);
    }
  }

  private void add(String problem) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(problem);
    }
  }
}
