package io.ashlar.rows.ddl;

import io.ashlar.error.CorruptionException;
import io.ashlar.error.SchemaException;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.session.TableState;
import io.ashlar.store.HistoryPolicy;
import io.ashlar.txn.StoreTransaction;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Says which tables keep their history, and for how long. */
public final class HistoryChanges {

  private final SchemaWork work;

  /** How tables keep their history, by id; of one change of the schema at a time. */
  private final Map<Integer, HistoryPolicy> histories = new HashMap<>();

  HistoryChanges(SchemaWork work) {
    this.work = work;
  }

  /**
   * Says how long a table keeps superseded versions. Waits for the transactions on it.
   *
   * @param tableName the table
   * @param retention how long, or zero for not at all
   * @throws SchemaException when there is no such table, or it has partitions
   * @throws io.ashlar.error.IllegalUseException when the retention is out of range
   * @throws io.ashlar.error.LockTimeoutException when transactions on the table run for too long
   */
  public void keep(String tableName, Duration retention) {
    HistoryChange.check(retention);
    work.enter();
    try (StoreTransaction guard = work.newGuard()) {
      TableState handle = work.tables().require(tableName);
      if (handle.partitions() != null) {
        throw new SchemaException(
            "A table with partitions keeps no history.", "table", handle.name());
      }
      work.lockTable(guard, handle);
      HistoryPolicy old = histories.get(handle.id());
      if (!retention.isZero()) {
        long newest = work.context().store().newestTimestamp();
        HistoryPolicy policy = HistoryChange.next(old, retention, newest);
        long timestamp = work.commit((store, tx) -> store.putHistory(tx, handle.id(), policy));
        assert timestamp > policy.since() : "the history begins before its first write";
        apply(handle.id(), policy);
      } else if (old != null) {
        long timestamp = work.commit((store, tx) -> store.deleteHistory(tx, handle.id()));
        assert timestamp > old.since() : "time goes on";
        histories.remove(handle.id());
        handle.historyRetention(Duration.ZERO);
        work.context().store().dropHistory(handle.definition().keyspaceId());
      }
    } finally {
      work.leave();
    }
  }

  /** Goes on as the catalog says, once the tables are known. */
  void apply(int tableId, HistoryPolicy policy) {
    for (TableState handle : work.tables().all()) {
      if (handle.id() == tableId) {
        work.context().store().keepHistory(handle.definition().keyspaceId(), policy);
        handle.historyRetention(Duration.ofMillis(policy.retentionMs()));
        histories.put(tableId, policy);
        return;
      }
    }
    throw new CorruptionException(
        "The catalog keeps the history of a table that is not there.", "tableId", tableId);
  }

  /** In the commit that drops a table. */
  void dropWith(CatalogStore store, StoreTransaction transaction, int tableId) {
    if (histories.containsKey(tableId)) {
      store.deleteHistory(transaction, tableId);
    }
  }

  /** After that commit. */
  void forget(int tableId) {
    histories.remove(tableId);
  }
}
