package io.ashlar.rows.table;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.rows.count.KeyspaceCounters;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.session.OwnTransactions;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.statistics.WarmReport;
import io.ashlar.store.ReadProbe;
import io.ashlar.store.VersionedStore;
import io.ashlar.transaction.ReadTransaction;

/**
 * Reads the rows of a scan so that their blocks come into the cache, in the caller's thread. Stops
 * once as much was read from files as the cache holds: what came first would go again.
 */
final class Warming {

  /** Rows between two looks at what was read. */
  private static final int ROWS_PER_LOOK = 1_024;

  private final ReadProbe probe;
  private final long limitBytes;
  private long rows;
  private long blocks;
  private long bytes;
  private long hits;

  private Warming(VersionedStore store) {
    probe = store.newReadProbe();
    // A store without a cache has all of it in memory.
    long cache = store.memory().cacheLimitBytes();
    limitBytes = cache == 0 ? Long.MAX_VALUE : cache;
  }

  static WarmReport run(TableState table, OwnTransactions own, Scan scan) {
    DatabaseContext context = table.context();
    TransactionHandle reader = own.acquireReader();
    try {
      return run(
          context.store(),
          scan.unbounded(),
          reader,
          context.counters().of(table.definition().keyspaceId()));
    } finally {
      own.releaseReader(reader);
    }
  }

  private static WarmReport run(
      VersionedStore store, Scan scan, ReadTransaction transaction, KeyspaceCounters counters) {
    Warming warming = new Warming(store);
    boolean complete;
    try (PreparedScan prepared = scan.prepare();
        RowCursor cursor = prepared.open(transaction)) {
      do {
        complete = warming.step(cursor);
      } while (!complete && warming.bytes < warming.limitBytes);
    }
    counters.blocks(warming.hits, warming.blocks);
    return new WarmReport(warming.rows, warming.blocks, warming.bytes, warming.hits, complete);
  }

  /** Reads some rows; true when there are no more. */
  private boolean step(RowCursor cursor) {
    probe.begin();
    try {
      for (int i = 0; i < ROWS_PER_LOOK; i++) {
        if (!cursor.next()) {
          return true;
        }
        rows++;
      }
      return false;
    } finally {
      probe.end();
      blocks += probe.blocksRead();
      bytes += probe.blockBytes();
      hits += probe.cacheHits();
    }
  }
}
