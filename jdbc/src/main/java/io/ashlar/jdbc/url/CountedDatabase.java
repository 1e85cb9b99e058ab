package io.ashlar.jdbc.url;

import io.ashlar.Database;
import io.ashlar.jdbc.error.SqlStates;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One open database and how many hold it. Its monitor is held while it is opened and closed. */
final class CountedDatabase {

  private static final Logger LOG = System.getLogger(CountedDatabase.class.getName());

  private final Map<String, CountedDatabase> all;
  private final String key;
  private Database database;
  private Map<Property, String> options = Map.of();
  private int users;

  /** Whether it has been closed, so that whoever wants it makes a new one. */
  private boolean gone;

  /** Counts uses, so that a delayed close sees that there was one since. */
  private long uses;

  CountedDatabase(Map<String, CountedDatabase> all, String key) {
    this.all = all;
    this.key = key;
  }

  /** A hold; null when this one is gone. */
  synchronized DatabaseUse use(ConnectionSettings settings) throws SQLException {
    if (gone) {
      return null;
    }
    Duration delay = settings.closeDelay();
    if (database == null) {
      open(settings);
    } else {
      checkSame(settings.ofDatabase());
    }
    users++;
    uses++;
    notifyAll();
    return new DatabaseUse(database, () -> giveUp(delay));
  }

  private void open(ConnectionSettings settings) throws SQLException {
    try {
      database =
          settings.inMemory()
              ? Database.inMemory(settings.options())
              : Database.open(Path.of(key), settings.options());
      options = settings.ofDatabase();
    } finally {
      if (database == null) {
        leave();
      }
    }
  }

  private void leave() {
    gone = true;
    all.remove(key, this);
  }

  /** What is left unsaid is as it is; what is said must be so. */
  private void checkSame(Map<Property, String> asked) throws SQLException {
    for (Map.Entry<Property, String> entry : asked.entrySet()) {
      String has = options.get(entry.getKey());
      if (!entry.getValue().equalsIgnoreCase(has)) {
        throw SqlStates.failure(
            SqlStates.CANNOT_CONNECT,
            "The database is open with another value of the property.",
            "property",
            entry.getKey().key(),
            "asked",
            entry.getValue(),
            "open",
            has == null ? "default" : has);
      }
    }
  }

  private synchronized void giveUp(Duration delay) {
    users--;
    if (users > 0) {
      return;
    }
    if (delay == null) {
      LOG.log(Logger.Level.DEBUG, "The database stays open. database={0}", key);
    } else if (delay.isZero()) {
      close();
    } else {
      closeLater(delay, uses);
    }
  }

  private void closeLater(Duration delay, long seen) {
    Thread closer = new Thread(() -> await(delay, seen), "ashlar-jdbc-close");
    closer.setDaemon(true);
    closer.start();
  }

  /** Closes the database unless somebody takes hold of it first, which wakes this. */
  private synchronized void await(Duration delay, long seen) {
    long end = System.nanoTime() + delay.toNanos();
    long left = delay.toNanos();
    while (left > 0 && uses == seen) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      left = end - System.nanoTime();
    }
    if (users == 0 && uses == seen && !gone) {
      close();
    }
  }

  private void close() {
    leave();
    database.close();
  }
}
