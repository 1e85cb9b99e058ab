package io.ashlar.jdbc.url;

import io.ashlar.Database;
import io.ashlar.argument.Arguments;

/** One connection's hold on a database, which is given up once. Any thread may do so. */
public final class DatabaseUse implements AutoCloseable {

  private final Database database;
  private Runnable giveUp;

  DatabaseUse(Database database, Runnable giveUp) {
    this.database = database;
    this.giveUp = giveUp;
  }

  /**
   * A hold on a database that somebody else closes.
   *
   * @param database the database
   * @return a hold whose end does nothing
   */
  public static DatabaseUse ofForeign(Database database) {
    return new DatabaseUse(Arguments.given(database, "database"), () -> {});
  }

  /**
   * The database.
   *
   * @return open until this is closed
   */
  public Database database() {
    return database;
  }

  /** Gives it up; the last hold closes the database. Does nothing the second time. */
  @Override
  public void close() {
    Runnable once;
    synchronized (this) {
      once = giveUp;
      giveUp = null;
    }
    if (once != null) {
      once.run();
    }
  }
}
