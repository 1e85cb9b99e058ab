package io.ashlar.shell.statement;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.error.StoreOpenException;
import io.ashlar.sql.Sql;
import io.ashlar.sql.SqlSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The database of the shell, and its one session. A signal that ends the process cancels what runs,
 * waits for it, rolls back and closes, while the thread of the shell may stand in a read that
 * nothing ends.
 */
public final class OpenStore implements AutoCloseable {

  /** Each store has this file; without it an open would make one. */
  private static final String MARK = "FORMAT";

  private static final long END_SECONDS = 10;

  private final Database database;
  private final SqlSession session;
  private final RunningStatement running = new RunningStatement();
  private final ReentrantLock use = new ReentrantLock();
  private final Thread atEnd = new Thread(this::closeAtEnd, "ashlar-shell-end");

  private OpenStore(Database database, boolean readOnly) {
    this.database = database;
    this.session = Sql.session(database);
    session.setReadOnly(readOnly);
  }

  /**
   * Opens the store in a directory.
   *
   * @param directory the directory; null for a store in memory
   * @param create whether one is made where there is none
   * @param readOnly whether it is opened for reading alone
   * @return the store, to be closed by the caller
   * @throws StoreOpenException when there is none and none is to be made, which changes nothing, or
   *     it cannot be opened
   */
  public static OpenStore open(Path directory, boolean create, boolean readOnly) {
    if (directory == null) {
      return opened(Database.inMemory(), false);
    }
    if (!create && !Files.exists(directory.resolve(MARK))) {
      throw new StoreOpenException(
          "The directory holds no store; --create makes one.", "path", directory);
    }
    Options options = readOnly ? Options.readOnly() : Options.defaults();
    return opened(Database.open(directory, options), readOnly);
  }

  private static OpenStore opened(Database database, boolean readOnly) {
    OpenStore store = new OpenStore(database, readOnly);
    Runtime.getRuntime().addShutdownHook(store.atEnd);
    return store;
  }

  /**
   * The database.
   *
   * @return the same each time
   */
  public Database database() {
    return database;
  }

  /**
   * The session, to be used between {@link #enter} and {@link #exit}.
   *
   * @return the same each time
   */
  public SqlSession session() {
    return session;
  }

  /**
   * What runs.
   *
   * @return the same each time
   */
  public RunningStatement running() {
    return running;
  }

  /** Keeps the end of the process from closing the store meanwhile. */
  public void enter() {
    use.lock();
  }

  /** Ends what {@link #enter} began. */
  public void exit() {
    use.unlock();
  }

  /**
   * Rolls back the transaction that is open.
   *
   * @return whether there was one
   */
  public boolean rollBackOpen() {
    boolean open = session.transaction().isPresent();
    session.rollback();
    return open;
  }

  /** Runs when a signal or an exit ends the process. */
  private void closeAtEnd() {
    running.cancelAll();
    boolean quiet = false;
    try {
      quiet = use.tryLock(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // Never given back: the thread of the shell has nothing to look for in a closed store.
    if (quiet) {
      session.close();
    }
    database.close();
  }

  /** Rolls back what is open and closes the database. */
  @Override
  public void close() {
    enter();
    try {
      session.close();
    } finally {
      try {
        database.close();
      } finally {
        exit();
      }
    }
    try {
      // Not before: a signal that comes meanwhile would not wait for the close.
      Runtime.getRuntime().removeShutdownHook(atEnd);
    } catch (IllegalStateException e) {
      return; // The process ends already, and finds all closed.
    }
  }
}
