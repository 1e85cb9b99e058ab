package io.ashlar.rows.upkeep;

import io.ashlar.error.AshlarException;
import io.ashlar.error.CorruptionException;
import io.ashlar.rows.analyze.LiveStatistics;
import io.ashlar.rows.analyze.StatisticsFormat;
import io.ashlar.rows.analyze.TableAnalysis;
import io.ashlar.rows.analyze.TableStatistics;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.ddl.TableParts;
import io.ashlar.rows.ddl.TableRegistry;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.session.OwnTransactions;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.rows.wait.CloseDeadline;
import io.ashlar.rows.wait.OwnedLock;
import io.ashlar.rows.wait.WaitFailure;
import io.ashlar.store.Freshness;
import io.ashlar.store.KeyspaceSize;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.StoreTransaction;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.LoggerFactory;

/**
 * Reads, makes and stores the statistics of tables. One analysis runs at a time. What is damaged or
 * cannot be stored costs good plans, never an open or a close.
 */
public final class StatisticsCatalog {

  /** Keyspaces that an open asks the store about: each question goes through all of its files. */
  private static final int MAX_LOOKS = 256;

  private final DatabaseContext context;
  private final OwnTransactions own;
  private final ReentrantLock analyzing = new ReentrantLock();

  /** Held for one commit at most. */
  private final OwnedLock using = new OwnedLock();

  /** Guarded by {@link #using}. */
  private final CatalogStore catalog;

  /**
   * Borrows what it needs until {@link #close}.
   *
   * @param context the database
   * @param own lends readers for analyses
   */
  public StatisticsCatalog(DatabaseContext context, OwnTransactions own) {
    this.context = context;
    this.own = own;
    this.catalog = new CatalogStore(context.pool());
  }

  /**
   * Reads what was stored, when the database is opened. Of a table of which nothing was, since no
   * close or analysis has come about since it was made, the store's own estimate is taken.
   *
   * @param tables all tables
   */
  public void load(TableRegistry tables) {
    Map<Integer, byte[]> stored = stored();
    int looks = MAX_LOOKS;
    for (TableState table : tables.all()) {
      byte[] payload = stored.get(table.id());
      if (payload == null) {
        List<TableDefinition> parts = TableParts.now(table, table.definition());
        looks -= parts.size();
        if (looks >= 0) {
          table.liveStatistics().add(rowsIn(parts));
        }
      } else {
        try {
          StatisticsFormat.decode(table.id(), payload, table.liveStatistics());
        } catch (CorruptionException e) {
          passOver(e);
        }
      }
    }
  }

  /** About how many rows there are in parts of a table, as the store knows without reading. */
  private long rowsIn(List<TableDefinition> parts) {
    KeyspaceSize size = KeyspaceSize.UNKNOWN;
    for (TableDefinition part : parts) {
      size = size.plus(context.store().keyspaceSize(part.keyspaceId()));
    }
    return size.keys();
  }

  private Map<Integer, byte[]> stored() {
    using.lock();
    try (StoreTransaction reader = context.transactions().newTransaction()) {
      reader.beginRead(Freshness.WRITTEN);
      return catalog.statistics(reader, StatisticsCatalog::passOver);
    } finally {
      using.unlock();
    }
  }

  private static void passOver(CorruptionException damage) {
    LoggerFactory.getLogger(StatisticsCatalog.class)
        .warn("Statistics are passed over until the table is analyzed again.", damage);
  }

  /**
   * Reads a table and keeps what is found; a close of the database cuts it short.
   *
   * @param table the table
   * @throws io.ashlar.error.LockTimeoutException when the thread is interrupted while it waits for
   *     another analysis
   */
  public void analyze(TableState table) {
    WaitFailure.lock(analyzing, "another analysis");
    try {
      LiveStatistics statistics = table.liveStatistics();
      TransactionHandle reader = own.acquireReader();
      try {
        TableDefinition definition = reader.use(table);
        long counted = statistics.counted();
        TableStatistics found =
            TableAnalysis.of(reader.store(), definition, parts(reader.store(), definition));
        table.ensureUsable();
        store(table, found.rows(), found, Durability.GROUP);
        statistics.analyzed(found, counted);
      } finally {
        own.releaseReader(reader);
      }
    } finally {
      analyzing.unlock();
    }
  }

  private List<TableDefinition> parts(StoreTransaction reader, TableDefinition definition) {
    using.lock();
    try {
      return TableParts.of(
          definition, definition.partitions() == null ? List.of() : catalog.partitions(reader));
    } finally {
      using.unlock();
    }
  }

  /**
   * Stores the counts of rows that have changed, when the database is closed.
   *
   * @param tables all tables
   */
  public void storeCounts(List<TableState> tables) {
    if (context.readOnly()) {
      return;
    }
    for (TableState table : tables) {
      LiveStatistics statistics = table.liveStatistics();
      if (statistics.isChanged()) {
        try {
          store(table, statistics.estimatedRows(), statistics.analyzed(), Durability.NONE);
        } catch (AshlarException e) {
          LoggerFactory.getLogger(StatisticsCatalog.class)
              .debug("The count of rows was not stored.", e);
          return;
        }
      }
    }
  }

  private void store(TableState table, long rows, TableStatistics analyzed, Durability durability) {
    using.lock();
    try (StoreTransaction writer = context.transactions().newTransaction()) {
      writer.begin(IsolationLevel.READ_COMMITTED, durability);
      catalog.putStatistics(writer, table.id(), StatisticsFormat.encode(rows, analyzed));
      long timestamp = writer.commit();
      assert timestamp > 0 : "the commit has a write";
    } finally {
      using.unlock();
    }
  }

  /**
   * Waits for whoever stores or reads statistics, and frees what they use.
   *
   * @param deadline until when
   * @throws io.ashlar.error.CloseTimeoutException when that takes too long
   */
  public void close(CloseDeadline deadline) {
    deadline.lock(using, "An analysis has not ended; what it may use was not freed.");
    try {
      catalog.close();
    } finally {
      using.unlock();
    }
  }
}
