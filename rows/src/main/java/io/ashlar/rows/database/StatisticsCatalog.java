package io.ashlar.rows.database;

import io.ashlar.error.AshlarException;
import io.ashlar.error.CorruptionException;
import io.ashlar.mvcc.SyncMode;
import io.ashlar.rows.analyze.LiveStatistics;
import io.ashlar.rows.analyze.StatisticsFormat;
import io.ashlar.rows.analyze.TableAnalysis;
import io.ashlar.rows.analyze.TableStatistics;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.table.DatabaseContext;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.rows.table.TransactionHandle;
import io.ashlar.txn.Isolation;
import io.ashlar.txn.StoreTransaction;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads, makes and stores the statistics of tables. One analysis runs at a time. What is damaged or
 * cannot be stored costs good plans, never an open or a close.
 */
final class StatisticsCatalog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StatisticsCatalog.class);

  private final DatabaseContext context;
  private final ReentrantLock analyzing = new ReentrantLock();

  /** Guarded by this. */
  private final CatalogStore catalog;

  StatisticsCatalog(DatabaseContext context) {
    this.context = context;
    this.catalog = new CatalogStore(context.pool());
  }

  /** Reads what was stored, when the database is opened. */
  synchronized void load(StoreTransaction reader, TableRegistry tables) {
    Map<Integer, byte[]> stored = catalog.statistics(reader, StatisticsCatalog::passOver);
    for (TableHandle table : tables.all()) {
      byte[] payload = stored.get(table.id());
      if (payload != null) {
        try {
          StatisticsFormat.decode(table.id(), payload, table.liveStatistics());
        } catch (CorruptionException e) {
          passOver(e);
        }
      }
    }
  }

  private static void passOver(CorruptionException damage) {
    LOG.warn("Statistics are passed over until the table is analyzed again.", damage);
  }

  /** Reads the table; a close of the database cuts it short. */
  void analyze(TableHandle table) {
    analyzing.lock();
    try {
      LiveStatistics statistics = table.liveStatistics();
      TransactionHandle reader = context.acquireReader();
      try {
        TableDefinition definition = reader.use(table);
        long counted = statistics.counted();
        TableStatistics found =
            TableAnalysis.of(reader.store(), definition, parts(reader.store(), definition));
        table.ensureUsable();
        store(table, found.rows(), found, SyncMode.GROUP);
        statistics.analyzed(found, counted);
      } finally {
        context.releaseReader(reader);
      }
    } finally {
      analyzing.unlock();
    }
  }

  private synchronized List<TableDefinition> parts(
      StoreTransaction reader, TableDefinition definition) {
    return TableParts.of(
        definition, definition.partitions() == null ? List.of() : catalog.partitions(reader));
  }

  /** Stores the counts of rows that have changed, when the database is closed. */
  void storeCounts(List<TableHandle> tables) {
    if (context.readOnly()) {
      return;
    }
    for (TableHandle table : tables) {
      LiveStatistics statistics = table.liveStatistics();
      if (statistics.isChanged()) {
        try {
          store(table, statistics.estimatedRows(), statistics.analyzed(), SyncMode.NONE);
        } catch (AshlarException e) {
          LOG.debug("The count of rows was not stored.", e);
          return;
        }
      }
    }
  }

  private synchronized void store(
      TableHandle table, long rows, TableStatistics analyzed, SyncMode mode) {
    try (StoreTransaction writer = context.transactions().newTransaction()) {
      writer.begin(Isolation.READ_COMMITTED, mode);
      catalog.putStatistics(writer, table.id(), StatisticsFormat.encode(rows, analyzed));
      long timestamp = writer.commit();
      assert timestamp > 0 : "the commit has a write";
    }
  }

  @Override
  public synchronized void close() {
    catalog.close();
  }
}
