package io.ashlar.rows.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.rows.database.Beneath;
import io.ashlar.rows.database.Databases;
import io.ashlar.statistics.DatabaseStatistics;
import io.ashlar.store.VersionedStore;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.verify.VerifyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/**
 * A random history: sessions take turns, one step each, driven by one thread. Nobody waits for a
 * lock (the options say so), so the seed alone decides what happens, on every store and under all
 * options.
 */
final class History {

  private static final IsolationLevel[] LEVELS = IsolationLevel.values();

  private final Supplier<VersionedStore> stores;
  private final Options options;
  private final Random random;
  private final RandomStatements statements;
  private final Versions versions = new Versions();
  private final List<Session> sessions = new ArrayList<>();
  private final Map<String, Integer> events = new TreeMap<>();
  private final CRC32 digest = new CRC32();

  private LeakCheckingStore leaks;
  private Database db;
  private BufferPool pool;
  private ItemTable table;

  /** Committed versions, conflicts and refused locks when the database was opened last. */
  private int versionsBefore;

  private int conflictsBefore;
  private int timeoutsBefore;
  private long commitsBefore;

  /** A history on a store that {@code stores} opens, again after each reopening. */
  History(Supplier<VersionedStore> stores, Options options, long seed, int noteBytes) {
    this.stores = stores;
    this.options = options;
    random = new Random(seed);
    statements = new RandomStatements(random, noteBytes);
    int count = 2 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      sessions.add(new Session(this));
    }
  }

  Versions versions() {
    return versions;
  }

  List<Session> sessions() {
    return sessions;
  }

  ItemTable table() {
    return table;
  }

  /** What has happened how often. */
  Map<String, Integer> events() {
    return events;
  }

  /** A checksum of all results in their order. */
  long digest() {
    return digest.getValue();
  }

  /** Adds a result to the digest and counts what it was. */
  void note(Object step, Object result) {
    String text = step + " -> " + result;
    digest.update(text.getBytes(UTF_8));
    String kind = step instanceof String ? "commit" : step.getClass().getSimpleName();
    events.merge(kind, 1, Integer::sum);
    if (result instanceof String outcome) {
      events.merge(outcome, 1, Integer::sum);
    }
  }

  /**
   * Runs steps; about every {@code reopenEvery} steps, if that is not 0, the database is closed.
   */
  void run(int steps, int reopenEvery) {
    open();
    try {
      for (int i = 0; i < steps; i++) {
        step(sessions.get(random.nextInt(sessions.size())));
        if (reopenEvery > 0 && random.nextInt(reopenEvery) == 0) {
          close();
          open();
          compareAll();
        }
      }
      finish();
    } finally {
      db.close();
    }
    requireNothingLeft();
  }

  private void open() {
    leaks = new LeakCheckingStore();
    db = Databases.over(leaks.around(stores.get()), options);
    pool = Beneath.pool(db);
    table = new ItemTable(db);
    versionsBefore = versions.newest();
    conflictsBefore = conflicts();
    timeoutsBefore = count("LockTimeoutException");
    commitsBefore = db.monitor().statistics().commits();
  }

  /** Closes over whatever is under way, all of which is gone. */
  private void close() {
    requireCounters();
    db.close();
    sessions.forEach(Session::abandon);
    requireNothingLeft();
    events.merge("reopened", 1, Integer::sum);
  }

  private void requireNothingLeft() {
    assertThat(pool.outstanding()).isZero();
    leaks.requireClosed();
  }

  private int count(String event) {
    return events.getOrDefault(event, 0);
  }

  private int conflicts() {
    return count("WriteConflictException") + count("SerializationConflictException");
  }

  private void requireCounters() {
    DatabaseStatistics counters = db.monitor().statistics();
    assertThat(counters.commits() - commitsBefore).isEqualTo(versions.newest() - versionsBefore);
    assertThat(counters.conflicts()).isEqualTo(conflicts() - conflictsBefore);
    assertThat(counters.lockTimeouts()).isEqualTo(count("LockTimeoutException") - timeoutsBefore);
    assertThat(counters.lockWaits()).isZero();
    assertThat(counters.openTransactions())
        .isEqualTo((int) sessions.stream().filter(Session::active).count());
  }

  private void step(Session session) {
    int kind = random.nextInt(100);
    if (!session.active()) {
      IsolationLevel level = random.nextInt(8) == 0 ? null : LEVELS[random.nextInt(LEVELS.length)];
      session.begin(db, level, random.nextBoolean());
    } else if (session.reading()) {
      if (kind < 90) {
        session.run(statements.read());
      } else {
        session.close();
      }
    } else if (kind < 64) {
      session.run(statements.any());
    } else if (kind < 76) {
      cursor(session);
    } else if (kind < 85) {
      savepoint(session, kind);
    } else if (kind < 98) {
      session.commit();
    } else {
      session.rollback();
    }
  }

  private void cursor(Session session) {
    if (!session.hasCursor()) {
      session.openCursor(statements.slice(false));
    }
    for (int moves = random.nextInt(4); moves > 0 && session.hasCursor(); moves--) {
      session.moveCursor();
    }
  }

  private void savepoint(Session session, int kind) {
    int taken = session.savepoints();
    if (taken == 0 || kind < 80) {
      session.savepoint();
    } else if (kind < 84) {
      session.rollbackTo(random.nextInt(taken));
    } else {
      session.release(random.nextInt(taken));
    }
  }

  private void finish() {
    for (Session each : sessions) {
      if (each.active() && !each.reading() && random.nextBoolean()) {
        each.commit();
      }
      each.close();
    }
    compareAll();
    requireCounters();
    assertThat(db.monitor().statistics().openTransactions()).isZero();
    assertThat(Beneath.locks(db).idle()).isTrue();
    leaks.requireIdle();
  }

  /** All rows by every key, and every row against every entry. */
  private void compareAll() {
    var rows = versions.state(versions.newest()).values();
    try (ReadTransaction tx = db.beginRead()) {
      for (String key : RandomStatements.KEYS) {
        Slice all = new Slice(key, null, random.nextBoolean(), Long.MAX_VALUE, false, false);
        assertThat(table.scan(tx, all)).as("rows by %s", key).isEqualTo(all.of(rows));
      }
    }
    VerifyResult report = db.maintenance().verify();
    assertThat(report.problems()).isEmpty();
    assertThat(report.rows()).isEqualTo(rows.size());
    assertThat(report.indexEntries()).isEqualTo(2L * rows.size());
  }
}
