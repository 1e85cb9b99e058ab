package io.ashlar.bench.world;

import io.ashlar.Database;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.transaction.ReadTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** The inhabitants of a loaded world at work. Used by one thread; closed before the database. */
public final class WorldRun implements AutoCloseable {

  private final Database database;
  private final Stage stage;
  private final Crew crew;

  private WorldRun(Database database, Stage stage, Crew crew) {
    this.database = database;
    this.stage = stage;
    this.crew = crew;
  }

  /**
   * Lets them begin, each from where its row says it is.
   *
   * @param database the database
   * @param tables its tables, loaded
   * @param options how they behave
   * @param listener is told of their changes
   * @return the run
   */
  public static WorldRun start(
      Database database, WorldTables tables, WorldOptions options, ActListener listener) {
    List<Session> sessions = sessions(database, tables, options);
    Stage stage = new Stage(database, tables, options, listener);
    sessions.forEach(session -> session.beginAt(stage.beginNs));
    Crew crew =
        options.virtual()
            ? new VirtualCrew(stage, sessions)
            : new PooledCrew(stage, sessions, options.actors());
    return new WorldRun(database, stage, crew);
  }

  private static List<Session> sessions(
      Database database, WorldTables tables, WorldOptions options) {
    List<Session> sessions = new ArrayList<>();
    long thinkNs = TimeUnit.MILLISECONDS.toNanos(options.thinkMs());
    try (ReadTransaction view = database.beginRead();
        PreparedScan scan = tables.players.scan().unbounded().prepare();
        RowCursor row = scan.open(view)) {
      while (row.next()) {
        Session session = new Session(row.getLong(tables.playerId), options.seed(), thinkNs);
        session.x = row.getInt(tables.playerX);
        session.y = row.getInt(tables.playerY);
        session.z = row.getInt(tables.playerZ);
        session.active = row.getBoolean(tables.playerActive);
        session.acts = row.getLong(tables.playerActs);
        sessions.add(session);
      }
    }
    return sessions;
  }

  /**
   * Waits for the warm-up, the measured time, and the end of all sessions.
   *
   * @return readings at the beginning and the end of the measured time
   * @throws InterruptedException when interrupted
   * @throws ExecutionException when a session failed; the cause says why
   */
  List<Reading> await() throws InterruptedException, ExecutionException {
    sleepUntil(stage.measureNs);
    Reading before = Reading.take(database);
    sleepUntil(stage.endNs);
    crew.await();
    return List.of(before, Reading.take(database));
  }

  /**
   * Waits for the end of all sessions.
   *
   * @throws InterruptedException when interrupted
   * @throws ExecutionException when a session failed; the cause says why
   */
  public void join() throws InterruptedException, ExecutionException {
    crew.await();
  }

  private void sleepUntil(long timeNs) throws InterruptedException {
    long leftNs = timeNs - System.nanoTime();
    while (leftNs > 0 && !stage.stopped()) {
      TimeUnit.NANOSECONDS.sleep(Math.min(leftNs, TimeUnit.MILLISECONDS.toNanos(50)));
      leftNs = timeNs - System.nanoTime();
    }
  }

  Stage stage() {
    return stage;
  }

  @Override
  public void close() {
    crew.close();
    stage.close();
  }
}
