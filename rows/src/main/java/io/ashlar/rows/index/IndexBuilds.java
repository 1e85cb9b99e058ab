package io.ashlar.rows.index;

import io.ashlar.index.IndexBuild;
import io.ashlar.index.IndexBuildOptions;
import io.ashlar.index.IndexBuildProgress;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.BuildRecord;
import io.ashlar.rows.ddl.TableParts;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.verify.Verifier;
import io.ashlar.rows.wait.CloseDeadline;
import io.ashlar.schema.IndexSchema;
import io.ashlar.store.Freshness;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.cursor.TransactionCursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The builds of indexes of one database, each on a thread of its own named {@value #THREAD_NAME},
 * which ends with the build or with the database. Shared by all threads.
 */
public final class IndexBuilds {

  static final String THREAD_NAME = "ashlar-index-build";

  private final DatabaseContext context;
  private final IndexChanges changes;

  /** What runs or has stopped before its end, with its thread, oldest first; guarded by itself. */
  private final Map<BuildRunner, Thread> runners = new LinkedHashMap<>();

  private boolean closed;

  /**
   * Made by the database, once.
   *
   * @param context the database
   * @param changes adds and drops indexes
   */
  public IndexBuilds(DatabaseContext context, IndexChanges changes) {
    this.context = context;
    this.changes = changes;
  }

  DatabaseContext context() {
    return context;
  }

  /**
   * Adds an index, and fills it on a thread of its own unless it was filled at once.
   *
   * @param tableName the table
   * @param schema the index
   * @param options how to build
   * @return the build, shared
   * @throws io.ashlar.error.SchemaException when there is no such table, or the index is not legal
   * @throws io.ashlar.error.LockTimeoutException when transactions on the table run for too long
   */
  public IndexBuild start(String tableName, IndexSchema schema, IndexBuildOptions options) {
    IndexChanges.BegunBuild begun = changes.begin(tableName, schema, options);
    return begun.filled()
        ? BuildRunner.done(this, begun.table(), schema.name(), begun.record())
        : run(begun.table(), begun.record(), options.listener());
  }

  /**
   * Goes on with builds that nobody runs: all of the catalog at open, stopped ones later.
   *
   * @return those that were begun
   */
  public List<IndexBuild> resume() {
    List<IndexBuild> resumed = new ArrayList<>();
    for (IndexChanges.BegunBuild build : changes.unfinished()) {
      if (!running(build.record().keyspaceId())) {
        resumed.add(run(build.table(), build.record(), progress -> {}));
      }
    }
    return resumed;
  }

  private boolean running(int keyspaceId) {
    synchronized (runners) {
      runners.keySet().removeIf(r -> r.stopped() && r.record().keyspaceId() == keyspaceId);
      return runners.keySet().stream().anyMatch(r -> r.record().keyspaceId() == keyspaceId);
    }
  }

  private BuildRunner run(
      TableState table, BuildRecord record, Consumer<IndexBuildProgress> listener) {
    String index = table.definition().maintained(record.indexId()).name();
    BuildRunner runner = new BuildRunner(this, table, index, record, listener);
    Thread thread = new Thread(runner, THREAD_NAME);
    thread.setDaemon(true);
    synchronized (runners) {
      runners.put(runner, thread);
      if (closed) {
        runner.stop();
      }
      boolean started = false;
      try {
        thread.start();
        started = true;
      } finally {
        if (!started) {
          // No memory for a thread, say: a close must not wait for it, and it can be resumed.
          runners.remove(runner);
        }
      }
    }
    return runner;
  }

  /**
   * What runs or has stopped before its end, oldest first.
   *
   * @return a copy
   */
  public List<IndexBuild> all() {
    synchronized (runners) {
      return List.copyOf(runners.keySet());
    }
  }

  /** Told by a run at its end; what a failure has stopped stays known. */
  void ended(BuildRunner runner) {
    synchronized (runners) {
      if (runner.finished()) {
        Thread thread = runners.remove(runner);
        assert thread == null || thread == Thread.currentThread() : "a run ends on its thread";
      }
    }
  }

  boolean publish(TableState table, BuildRecord build) {
    return changes.publish(table, build);
  }

  /** Waits for transactions on the table for a short time only. */
  void abandon(TableState table, BuildRecord build) {
    changes.dropBuild(table, build, true);
  }

  void cancel(TableState table, BuildRecord build) {
    changes.dropBuild(table, build, false);
  }

  /** The first and the last row key, in the order of keyspaces; null when there is no row. */
  byte[][] ends(TableState table) {
    byte[][] ends = null;
    List<TableDefinition> parts = new ArrayList<>(TableParts.now(table, table.definition()));
    parts.sort(Comparator.comparingInt(TableDefinition::keyspaceId));
    try (StoreTransaction reader = context.transactions().newTransaction();
        TransactionCursor cursor = reader.newCursor()) {
      reader.beginRead(Freshness.WRITTEN);
      for (TableDefinition part : parts) {
        if (TableParts.openKeyspace(cursor, part.keyspaceId())) {
          byte[] first = ends == null ? rowKey(cursor) : ends[0];
          boolean there = cursor.last();
          assert there : "the first key is there at the same view";
          ends = new byte[][] {first, rowKey(cursor)};
        }
      }
    }
    return ends;
  }

  /**
   * Compares rows and entries of an index whose build is through, at one view.
   *
   * @throws io.ashlar.error.CorruptionException when they differ
   */
  void requireSound(TableState table, int indexId) {
    Verifier.requireSound(context, table, indexId);
  }

  private static byte[] rowKey(TransactionCursor cursor) {
    byte[] key = new byte[cursor.keyLength()];
    cursor.key().getBytes(0, key);
    return key;
  }

  /** Asks all runs to stop; none starts any more. */
  public void stop() {
    synchronized (runners) {
      closed = true;
      runners.keySet().forEach(BuildRunner::stop);
    }
  }

  /**
   * Whether a thread is that of a run, as when the listener of a build closes the database.
   *
   * @param thread the thread
   * @return true when it is
   */
  public boolean isRunning(Thread thread) {
    synchronized (runners) {
      return runners.containsValue(thread);
    }
  }

  /**
   * Waits until no run uses anything of the database; not for the caller's own.
   *
   * @param deadline until when
   * @throws io.ashlar.error.CloseTimeoutException when one does not end in time
   */
  public void awaitEnd(CloseDeadline deadline) {
    Map<BuildRunner, Thread> running;
    synchronized (runners) {
      running = new LinkedHashMap<>(runners);
    }
    running.forEach((runner, thread) -> runner.awaitEnd(thread, deadline));
  }
}
