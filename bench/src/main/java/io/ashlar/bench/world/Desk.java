package io.ashlar.bench.world;

import static io.ashlar.query.Parameter.parameter;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.query.IntColumn;
import io.ashlar.query.Predicate;
import io.ashlar.transaction.ReadTransaction;
import java.util.List;

/**
 * Statements, prepared once, at which one session after the other acts; there are as many desks as
 * sessions act at one moment, not as many as there are sessions. Belongs to one thread at a time.
 */
final class Desk implements AutoCloseable {

  private static final int MOST_NEIGHBOURS = 50;
  private static final int MOST_THINGS = 10;
  private static final int LONGEST_STEP = 8;

  private final Database database;
  private final WorldTables tables;
  private final WorldScale scale;
  private final ActListener listener;

  private final PreparedScan regionsAround;
  private final PreparedScan playersAround;
  private final PreparedScan thingsHere;
  private final Get thing;
  private final Update move;
  private final Update presence;
  private final Trade trade;

  Desk(Database database, WorldTables tables, WorldScale scale, ActListener listener) {
    this.database = database;
    this.tables = tables;
    this.scale = scale;
    this.listener = listener;
    regionsAround =
        tables
            .regions
            .scan()
            .where(around(tables.regionX, tables.regionY))
            .select(tables.regionX, tables.regionY, tables.regionOwner, tables.regionActive)
            .unbounded()
            .prepare();
    playersAround =
        tables
            .players
            .scan()
            .where(
                tables
                    .playerActive
                    .eq(true)
                    .and(around(tables.playerRegionX, tables.playerRegionY)))
            .select(
                tables.playerId, tables.playerName, tables.playerX, tables.playerY, tables.playerZ)
            .limit(MOST_NEIGHBOURS)
            .prepare();
    thingsHere =
        tables
            .entities
            .scan()
            .where(
                tables
                    .entityRegionX
                    .eq(parameter(0))
                    .and(tables.entityRegionY.eq(parameter(1)))
                    .and(tables.entityRegionZ.eq(parameter(2))))
            .select(tables.entityId, tables.entityKind, tables.entityStrength)
            .limit(MOST_THINGS)
            .prepare();
    thing = tables.entities.get();
    move = own(tables.players);
    presence = own(tables.players);
    trade = new Trade(database, tables);
  }

  /** Three columns of regions by three. */
  private static Predicate around(IntColumn x, IntColumn y) {
    return x.in(parameter(0), parameter(1), parameter(2))
        .and(y.between(parameter(3), parameter(4)));
  }

  private Update own(Table players) {
    return players.update().where(tables.playerId.eq(parameter(0)));
  }

  /** Acts for a session; who is away comes back first. */
  Act act(Session session) {
    Act act = session.active ? Act.of(session.random.nextInt(100)) : Act.PRESENCE;
    if (act == Act.TRADE && session.seen == null) {
      act = Act.LOOK;
    }
    switch (act) {
      case LOOK -> look(session);
      case MOVE -> move(session);
      case TRADE -> trade(session);
      case PRESENCE -> comeOrGo(session);
    }
    return act;
  }

  /** Runs of trades that had to be repeated, so far. */
  long retries() {
    return trade.retries();
  }

  /** The plans of all scans. */
  List<String> explain() {
    return List.of(
        regionsAround.explain(), playersAround.explain(), thingsHere.explain(), trade.explain());
  }

  private void look(Session session) {
    int x = WorldScale.regionOf(session.x);
    int y = WorldScale.regionOf(session.y);
    try (ReadTransaction view = database.beginRead()) {
      seeRegions(view, x, y);
      seeNeighbours(session, view, x, y);
      seeThings(session, view, x, y);
    }
  }

  /** Tells how many of the regions around are in use or belong to somebody. */
  private int seeRegions(ReadTransaction view, int x, int y) {
    int regions = 0;
    int open = 0;
    try (RowCursor row = bindAround(regionsAround, x, y).open(view)) {
      while (row.next()) {
        regions++;
        open += row.getBoolean(tables.regionActive) || !row.isNull(tables.regionOwner) ? 1 : 0;
      }
    }
    if (regions < WorldScale.LEVELS) {
      throw new IllegalStateException("the world has a hole around " + x + " " + y);
    }
    return open;
  }

  /** Remembers one of those who are around, each as likely as the others. */
  private int seeNeighbours(Session session, ReadTransaction view, int x, int y) {
    int others = 0;
    try (RowCursor row = bindAround(playersAround, x, y).open(view)) {
      while (row.next()) {
        if (row.getLong(tables.playerId) != session.player) {
          others++;
          if (session.random.nextInt(others) == 0) {
            session.seen = row.getString(tables.playerName);
          }
        }
      }
    }
    return others;
  }

  /** Looks at one of the things more closely. */
  private void seeThings(Session session, ReadTransaction view, int x, int y) {
    int things = 0;
    long chosen = 0;
    thingsHere.bind(0, x).bind(1, y).bind(2, WorldScale.regionOf(session.z));
    try (RowCursor row = thingsHere.open(view)) {
      while (row.next()) {
        things++;
        if (session.random.nextInt(things) == 0) {
          chosen = row.getLong(tables.entityId);
        }
      }
    }
    if (things > 0 && !thing.set(tables.entityId, chosen).fetch(view)) {
      throw new IllegalStateException("an index entry leads nowhere: " + chosen);
    }
  }

  private static PreparedScan bindAround(PreparedScan scan, int x, int y) {
    return scan.bind(0, x - 1).bind(1, x).bind(2, x + 1).bind(3, y - 1).bind(4, y + 1);
  }

  private void move(Session session) {
    int units = scale.homeUnits(session.player);
    int x = step(session, session.x, units);
    int y = step(session, session.y, units);
    int z = step(session, session.z, WorldScale.LEVELS * WorldScale.REGION_UNITS);
    long changed =
        move.bind(0, session.player)
            .set(tables.playerRegionX, WorldScale.regionOf(x))
            .set(tables.playerRegionY, WorldScale.regionOf(y))
            .set(tables.playerX, x)
            .set(tables.playerY, y)
            .set(tables.playerZ, z)
            .set(tables.playerActs, session.acts + 1)
            .execute();
    checkOne(changed);
    session.x = x;
    session.y = y;
    session.z = z;
    acknowledge(session, false);
  }

  private static int step(Session session, int from, int units) {
    int to = from + session.random.nextInt(-LONGEST_STEP, LONGEST_STEP + 1);
    return Math.max(0, Math.min(units - 1, to));
  }

  private void trade(Session session) {
    if (trade.run(session)) {
      acknowledge(session, true);
    }
  }

  private void comeOrGo(Session session) {
    long changed =
        presence
            .bind(0, session.player)
            .set(tables.playerActive, !session.active)
            .set(tables.playerActs, session.acts + 1)
            .execute();
    checkOne(changed);
    session.active = !session.active;
    acknowledge(session, false);
    try (ReadTransaction view = database.beginRead()) {
      seeNeighbours(session, view, WorldScale.regionOf(session.x), WorldScale.regionOf(session.y));
    }
  }

  private void acknowledge(Session session, boolean traded) {
    session.acts++;
    listener.acknowledged(
        session.player, session.acts, traded, session.x, session.y, session.z, session.active);
  }

  static void checkOne(long changed) {
    if (changed != 1) {
      throw new IllegalStateException("one row should have been changed, not " + changed);
    }
  }

  @Override
  public void close() {
    regionsAround.close();
    playersAround.close();
    thingsHere.close();
    trade.close();
  }
}
