package io.ashlar.rows.database;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.stack.StackRoom;
import io.ashlar.error.CloseTimeoutException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.rows.ddl.SchemaChanges;
import io.ashlar.rows.ddl.TableRegistry;
import io.ashlar.rows.index.IndexBuilds;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.table.TableHandles;
import io.ashlar.rows.upkeep.StatisticsCatalog;
import io.ashlar.rows.upkeep.Sweepers;
import io.ashlar.rows.wait.CloseDeadline;
import io.ashlar.rows.wait.OwnedLock;
import java.time.Duration;
import org.slf4j.LoggerFactory;

/**
 * The close of a database: nobody is let in any more, what is open ends, and when nobody uses
 * anything any more all is freed. Every step can be taken again. So a close that has waited in
 * vain, or that was thrown out for want of memory, is made up for by the next one.
 */
final class DatabaseClose {

  static final String THREAD_NAME = "ashlar-close";

  private final DatabaseContext context;
  private final TableRegistry tables;
  private final TableHandles handles;
  private final StatisticsCatalog statistics;
  private final SchemaChanges schemaChanges;
  private final IndexBuilds builds;
  private final Sweepers sweepers;
  private final Duration limit;

  /** One close at a time. */
  private final OwnedLock closing = new OwnedLock();

  /** Writes what is good to have at the next open, once it was started; guarded by the lock. */
  private Thread lastWrites;

  /** Whether a close has come to its end; guarded by the lock. */
  private boolean freed;

  DatabaseClose(
      DatabaseContext context,
      TableRegistry tables,
      TableHandles handles,
      StatisticsCatalog statistics,
      SchemaChanges schemaChanges,
      IndexBuilds builds,
      Sweepers sweepers,
      Duration limit) {
    this.context = context;
    this.tables = tables;
    this.handles = handles;
    this.statistics = statistics;
    this.schemaChanges = schemaChanges;
    this.builds = builds;
    this.sweepers = sweepers;
    this.limit = limit;
  }

  /**
   * Closes, or waits for another thread's close; not in the midst of a close that waits for this
   * very thread.
   *
   * @throws CloseTimeoutException when somebody stays inside for too long; what he may use is not
   *     freed, and another run waits again
   * @throws IllegalUseException on the thread of a writer, which it would wait for
   */
  void run() {
    StackRoom.require();
    if (handles.writers().run(Thread.currentThread())) {
      throw new IllegalUseException("A thread of a writer cannot close its database.");
    }
    CloseDeadline deadline = CloseDeadline.in(limit);
    if (closing.isHeldByCurrentThread()) {
      return;
    }
    if (!closing.tryLock()) {
      if (builds.isRunning(Thread.currentThread())) {
        return;
      }
      deadline.lock(closing, "Another close of the database has not ended.");
    }
    try {
      if (!freed) {
        close(deadline);
      }
    } finally {
      closing.unlock();
    }
  }

  private void close(CloseDeadline deadline) {
    try {
      warnOfOpen();
    } finally {
      // Whatever the log has thrown.
      end(deadline);
    }
  }

  private void warnOfOpen() {
    for (String open : context.transactions().describeOpen()) {
      // Looked up here, as the first look-up prints a notice where there is no SLF4J provider.
      LoggerFactory.getLogger(DatabaseHandle.class)
          .warn("The database is closed over an open transaction, which is rolled back: {}", open);
    }
  }

  private void end(CloseDeadline deadline) {
    try {
      handles.writers().close(deadline);
    } finally {
      endUsers(deadline);
    }
  }

  private void endUsers(CloseDeadline deadline) {
    context.close();
    handles.close();
    builds.stop();
    sweepers.stop();
    try {
      writeLast(deadline);
    } finally {
      context.transactions().close();
    }
    builds.awaitEnd(deadline);
    sweepers.awaitEnd(deadline);
    handles.writers().awaitEnd(deadline);
    statistics.close(deadline);
    schemaChanges.close(deadline);
    handles.freeMutators();
    free();
  }

  /**
   * On a thread of its own: a disk that does not answer keeps whoever commits for good, and these
   * commits wait for the locks of those whom it keeps.
   */
  private void writeLast(CloseDeadline deadline) {
    if (context.readOnly()) {
      return;
    }
    if (lastWrites == null) {
      Thread thread = new Thread(this::write, THREAD_NAME);
      thread.setDaemon(true);
      try {
        thread.start();
      } catch (OutOfMemoryError noThread) {
        // Better written without a limit than not at all.
        write();
        return;
      }
      lastWrites = thread;
    }
    deadline.join(lastWrites, "The last writes have not ended; what they may use was not freed.");
  }

  /** Without it estimates are worse, and sequences have gaps. */
  private void write() {
    try {
      statistics.storeCounts(tables.all());
      schemaChanges.sequences().close();
    } catch (RuntimeException | Error e) {
      LoggerFactory.getLogger(DatabaseHandle.class)
          .debug("What a close writes last was not written.", e);
    }
  }

  private void free() {
    BufferPool pool = context.pool();
    try {
      context.store().close();
    } catch (CloseTimeoutException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      pool.close();
      throw e;
    }
    pool.close();
    freed = true;
  }
}
