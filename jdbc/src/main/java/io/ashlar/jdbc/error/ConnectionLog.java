package io.ashlar.jdbc.error;

import io.ashlar.error.AshlarException;
import java.lang.System.Logger;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is told of connections where nothing can be thrown. By itself, so that a process that has
 * nothing to tell does not load a log, which is some fifty classes. Stateless but for what is told
 * once; thread-safe.
 */
public final class ConnectionLog {

  private static final Logger LOG = System.getLogger("io.ashlar.jdbc");
  private static final AtomicBoolean LEAK_TOLD = new AtomicBoolean();

  private ConnectionLog() {}

  /**
   * A connection could not be closed in order.
   *
   * @param why the failure
   */
  public static void notClosed(AshlarException why) {
    LOG.log(Logger.Level.WARNING, "A connection could not be closed in order.", why);
  }

  /**
   * Nobody has closed some results; told once in a process.
   *
   * @param url of the connection
   * @param results how many
   */
  public static void leaked(String url, int results) {
    if (LEAK_TOLD.compareAndSet(false, true)) {
      LOG.log(
          Logger.Level.WARNING,
          "A connection was closed with open results; this is told once. url={0} results={1}",
          url,
          results);
    }
  }

  /**
   * A transaction was left alone for too long.
   *
   * @param url of the connection
   */
  public static void leftAlone(String url) {
    LOG.log(
        Logger.Level.WARNING,
        "A transaction was left alone for too long and has been rolled back. url={0}",
        url);
  }

  /**
   * A transaction that was left alone cannot be ended.
   *
   * @param why the failure
   */
  public static void notEnded(AshlarException why) {
    LOG.log(Logger.Level.WARNING, "A transaction that was left alone cannot be ended.", why);
  }
}
