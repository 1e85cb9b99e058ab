package io.ashlar.rows.ddl;

import io.ashlar.error.LockTimeoutException;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.catalog.PendingReclaim;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.wait.CloseDeadline;
import io.ashlar.rows.wait.OwnedLock;
import io.ashlar.rows.wait.WaitFailure;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.StoreTransaction;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * What changes of the schema share: they come one at a time, take the lock of the table for
 * themselves, commit to the catalog, and give back space.
 *
 * <p>The exclusive lock of a table, which waits for the transactions on it, belongs to a
 * transaction of its own, the <i>guard</i>, that writes nothing: a commit gives its locks back as
 * soon as it is ordered, and the table must stay locked until the new definition is published in
 * memory as well.
 */
public final class SchemaWork {

  private static final long SHORT_WAIT_NS = TimeUnit.MILLISECONDS.toNanos(500);

  private final DatabaseContext context;
  private final TableRegistry tables;
  private final CatalogWriter catalog;
  private final SpaceReclaim reclaim;
  private final OwnedLock lock = new OwnedLock();

  /**
   * Made by the database, once.
   *
   * @param context the database
   * @param tables its tables
   */
  public SchemaWork(DatabaseContext context, TableRegistry tables) {
    this.context = context;
    this.tables = tables;
    this.catalog = new CatalogWriter(context);
    this.reclaim = new SpaceReclaim(context.store());
  }

  /**
   * The database.
   *
   * @return the same object always
   */
  public DatabaseContext context() {
    return context;
  }

  /**
   * The tables.
   *
   * @return the same object always
   */
  public TableRegistry tables() {
    return tables;
  }

  /**
   * Commits to the catalog.
   *
   * @return the same object always
   */
  public CatalogWriter catalog() {
    return catalog;
  }

  SpaceReclaim reclaim() {
    return reclaim;
  }

  /**
   * Waits for the change under way, if there is one: they come one at a time. Before the locks of
   * tables; ended by {@link #leave}.
   *
   * @throws LockTimeoutException when the thread is interrupted
   */
  public void enter() {
    WaitFailure.lock(lock, "another change of the schema");
  }

  /** For the close of the database. */
  void enter(CloseDeadline deadline) {
    deadline.lock(lock, "A change of the schema has not ended; what it may use was not freed.");
  }

  /** Ends what {@link #enter()} has begun. */
  public void leave() {
    lock.unlock();
  }

  /**
   * Begins a guard.
   *
   * @return the transaction, to be closed by the caller when the change is published
   * @throws io.ashlar.error.ClosedException when the database is closed
   * @throws io.ashlar.error.IllegalUseException when it was opened for reading
   */
  public StoreTransaction newGuard() {
    context.ensureWritable();
    StoreTransaction guard = context.transactions().newTransaction();
    boolean begun = false;
    try {
      guard.begin(IsolationLevel.SNAPSHOT, Durability.NONE);
      begun = true;
      return guard;
    } finally {
      if (!begun) {
        guard.close();
      }
    }
  }

  /**
   * Locks a table until the guard is closed. Waits for the transactions on it.
   *
   * @param guard the guard
   * @param table the table
   * @throws LockTimeoutException when they run for too long
   */
  public void lockTable(StoreTransaction guard, TableState table) {
    try {
      guard.lockExclusive(table.id());
    } catch (LockTimeoutException e) {
      throw WaitFailure.of(e, "Transactions on the table ran for too long.", "table", table.name());
    }
  }

  /**
   * Locks a table as {@link #lockTable}, but does not wait for long. Who waits for the whole table
   * holds new transactions back, which is no way for somebody who can try again.
   *
   * @param guard the guard
   * @param table the table
   * @throws LockTimeoutException when transactions on the table go on
   */
  public void lockShortly(StoreTransaction guard, TableState table) {
    guard.lockTimeout(Math.min(SHORT_WAIT_NS, context.transactions().options().lockTimeoutNs()));
    lockTable(guard, table);
  }

  /**
   * Commits durably what takes no ids.
   *
   * @param change what the commit does
   * @return the commit timestamp
   */
  public long commit(BiConsumer<CatalogStore, StoreTransaction> change) {
    return catalog.commit(
        (store, tx, ids) -> {
          change.accept(store, tx);
          return ids;
        });
  }

  /**
   * The oldest timestamp that a view may have; what was superseded before it is needed no more.
   *
   * @return the timestamp
   */
  public long oldestView() {
    return context.store().statistics().oldestViewTimestamp();
  }

  /**
   * Asks for the space of keyspaces to which nothing refers since a commit that says so.
   *
   * @param keyspaces the keyspaces
   * @param timestamp the timestamp of the commit
   */
  public void giveBack(List<Integer> keyspaces, long timestamp) {
    keyspaces.forEach(keyspace -> reclaim.request(new PendingReclaim(keyspace, timestamp)));
    forgetReclaimed();
  }

  /** Takes off the list of the catalog what the store has given back. */
  public void forgetReclaimed() {
    List<Integer> finished = reclaim.finished();
    if (!finished.isEmpty()) {
      long timestamp = commit((store, tx) -> finished.forEach(id -> store.deleteReclaim(tx, id)));
      assert timestamp > 0 : "something was deleted";
      reclaim.forget(finished);
    }
  }
}
