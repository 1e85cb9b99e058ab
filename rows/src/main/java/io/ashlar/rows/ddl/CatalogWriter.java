package io.ashlar.rows.ddl;

import io.ashlar.rows.catalog.CatalogIds;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.wait.CloseDeadline;
import io.ashlar.rows.wait.OwnedLock;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.StoreTransaction;
import java.util.function.Consumer;

/**
 * Commits to the catalog, one at a time, and gives out ids. Its lock is held for one commit and
 * never while somebody waits for the lock of a table: so a statement can make a partition while a
 * schema change waits for the statement's transaction.
 */
public final class CatalogWriter {

  /** Instead of a timestamp: the change did not want to be committed. */
  public static final long NOTHING = -1;

  private final DatabaseContext context;
  private final CatalogStore catalog;
  private final OwnedLock lock = new OwnedLock();

  /** The next free ids; guarded by {@link #lock}. */
  private CatalogIds ids = CatalogIds.FIRST;

  CatalogWriter(DatabaseContext context) {
    this.context = context;
    this.catalog = new CatalogStore(context.pool());
  }

  /**
   * Reads, while nothing is written.
   *
   * @param reading is given what reads records, only for the call
   */
  public void read(Consumer<CatalogStore> reading) {
    lock.lock();
    try {
      reading.accept(catalog);
    } finally {
      lock.unlock();
    }
  }

  /** Takes over what the catalog says when the database is opened. */
  void start(CatalogIds stored) {
    ids = stored;
  }

  /**
   * Commits durably, whatever the database was opened for.
   *
   * @param change what the commit does
   * @return the commit timestamp, or {@link #NOTHING}
   */
  public long commit(CatalogChange change) {
    return commit(Durability.GROUP, change);
  }

  /** Commits; a crash can lose it only with all that was committed after it. */
  long commit(Durability durability, CatalogChange change) {
    lock.lock();
    try (StoreTransaction writer = context.transactions().newTransaction()) {
      writer.begin(IsolationLevel.SNAPSHOT, durability);
      CatalogIds taken = change.apply(catalog, writer, ids);
      if (taken == null) {
        return NOTHING;
      }
      CatalogIds after = taken.withFeatures(catalog.features(writer));
      if (!after.equals(ids)) {
        catalog.put(writer, after);
      }
      long timestamp = writer.commit();
      ids = after;
      return timestamp;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a commit under way. */
  void close(CloseDeadline deadline) {
    deadline.lock(lock, "A commit to the catalog has not ended; what it may use was not freed.");
    try {
      catalog.close();
    } finally {
      lock.unlock();
    }
  }
}
