package io.ashlar.bench.world;

import static io.ashlar.query.Parameter.parameter;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Update;
import io.ashlar.transaction.Transaction;
import io.ashlar.transaction.TransactionAction;

/**
 * A purchase: the buyer's coins go to the seller, the seller's goods to the buyer, and a line says
 * so in the ledger. Nobody can spend what is not there, so some purchases come to nothing. Belongs
 * to one thread at a time.
 */
final class Trade implements TransactionAction, AutoCloseable {

  private static final int MOST_GOODS = 3;
  private static final int HIGHEST_PRICE = 10;

  private final Database database;
  private final WorldTables tables;
  private final PreparedScan byName;
  private final Get get;
  private final Update change;
  private final Update own;
  private final Insert ledger;

  // What the body is to do; set before it runs.
  private String sellerName;
  private long buyer;
  private long acts;
  private long goods;
  private long coins;

  private boolean traded;
  private long runs;
  private long trades;

  Trade(Database database, WorldTables tables) {
    this.database = database;
    this.tables = tables;
    byName =
        tables
            .players
            .scan()
            .where(tables.playerName.eq(parameter(0)))
            .select(tables.playerId, tables.playerX, tables.playerY, tables.playerZ)
            .limit(1)
            .prepare();
    get = tables.players.get();
    change = tables.players.update().where(tables.playerId.eq(parameter(0)));
    own = tables.players.update().where(tables.playerId.eq(parameter(0)));
    ledger = tables.trades.insert();
  }

  /** Buys from whom the session saw; tells whether anything changed hands. */
  boolean run(Session session) {
    sellerName = session.seen;
    buyer = session.player;
    acts = session.acts + 1;
    goods = session.random.nextInt(1, MOST_GOODS + 1);
    coins = goods * session.random.nextInt(1, HIGHEST_PRICE + 1);
    trades++;
    database.transact(this);
    return traded;
  }

  String explain() {
    return byName.explain();
  }

  /** Runs that had to be repeated, so far. */
  long retries() {
    return runs - trades;
  }

  /** One try. */
  @Override
  public void run(Transaction transaction) {
    runs++;
    traded = false;
    long seller = sellerByName(transaction);
    // In the order of their numbers, so that no two purchases wait for each other in a circle.
    boolean possible = has(transaction, Math.min(buyer, seller), seller);
    possible &= has(transaction, Math.max(buyer, seller), seller);
    if (!possible) {
      return;
    }
    Desk.checkOne(
        change
            .bind(0, seller)
            .add(tables.playerCoins, coins)
            .add(tables.playerGoods, -goods)
            .execute(transaction));
    Desk.checkOne(
        own.bind(0, buyer)
            .add(tables.playerCoins, -coins)
            .add(tables.playerGoods, goods)
            .set(tables.playerActs, acts)
            .execute(transaction));
    ledger
        .set(tables.tradeBuyer, buyer)
        .set(tables.tradeAct, acts)
        .set(tables.tradeSeller, seller)
        .set(tables.tradeCoins, coins)
        .set(tables.tradeGoods, goods)
        .execute(transaction);
    traded = true;
  }

  private long sellerByName(Transaction transaction) {
    try (RowCursor row = byName.bind(0, sellerName).open(transaction)) {
      if (!row.next()) {
        throw new IllegalStateException("a player is gone: " + sellerName);
      }
      return row.getLong(tables.playerId);
    }
  }

  /** Locks a player; tells whether it has what it is to give. */
  private boolean has(Transaction transaction, long player, long seller) {
    if (!get.set(tables.playerId, player).fetchForUpdate(transaction)) {
      throw new IllegalStateException("a player is gone: " + player);
    }
    return player == seller
        ? get.getLong(tables.playerGoods) >= goods
        : get.getLong(tables.playerCoins) >= coins;
  }

  @Override
  public void close() {
    byName.close();
  }
}
