package io.ashlar.rows.session;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.stack.StackRoom;
import io.ashlar.codec.value.CommitTimestamp;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.rows.count.Counters;
import io.ashlar.rows.partition.PartitionLifecycle;
import io.ashlar.rows.resultcache.ResultCache;
import io.ashlar.rows.sequence.SequenceRegistry;
import io.ashlar.store.VersionedStore;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.Transactions;

/** What tables and statements share with their database. Shared by all threads. */
public final class DatabaseContext implements AutoCloseable {

  private final Transactions transactions;
  private final IsolationLevel isolation;
  private final Durability durability;
  private final boolean readOnly;
  private final boolean requireLimits;
  private final ResultCache results;
  private final Counters counters = new Counters();
  private final ExpiryClock expiryClock;
  private volatile boolean closed;

  /** Set once, before the first table is made. */
  private PartitionLifecycle partitions;

  private final SequenceRegistry sequences = new SequenceRegistry();

  /**
   * Makes the context of one database.
   *
   * @param transactions the transactions of the store; closed by the database
   * @param isolation the level of transactions that do not say
   * @param durability when commits are acknowledged that do not say
   * @param readOnly whether writes are refused
   * @param requireLimits whether scans without a limit are refused
   * @param resultCacheBytes what kept results of scans may take
   */
  public DatabaseContext(
      Transactions transactions,
      IsolationLevel isolation,
      Durability durability,
      boolean readOnly,
      boolean requireLimits,
      long resultCacheBytes) {
    this.transactions = transactions;
    this.expiryClock =
        new ExpiryClock(CommitTimestamp.micros(transactions.store().newestTimestamp()));
    this.isolation = isolation;
    this.durability = durability;
    this.readOnly = readOnly;
    this.requireLimits = requireLimits;
    this.results = new ResultCache(transactions.store(), resultCacheBytes);
  }

  /**
   * The time by which rows expire.
   *
   * @return the same object always
   */
  public ExpiryClock expiryClock() {
    return expiryClock;
  }

  /**
   * The transactions of the store.
   *
   * @return the same object always
   */
  public Transactions transactions() {
    return transactions;
  }

  /**
   * The sequences that have a name.
   *
   * @return the same object always
   */
  public SequenceRegistry sequences() {
    return sequences;
  }

  /**
   * Makes partitions.
   *
   * @return what the database has set
   */
  public PartitionLifecycle partitions() {
    return partitions;
  }

  /**
   * Says how partitions are made. Called by the database before it makes tables.
   *
   * @param creation makes them
   */
  public void makePartitionsWith(PartitionLifecycle creation) {
    partitions = creation;
  }

  /**
   * The store.
   *
   * @return the same object always
   */
  public VersionedStore store() {
    return transactions.store();
  }

  /**
   * The buffers.
   *
   * @return the pool, shared
   */
  public BufferPool pool() {
    return transactions.pool();
  }

  /**
   * Kept results of scans.
   *
   * @return the cache, shared
   */
  public ResultCache results() {
    return results;
  }

  /**
   * What statements count.
   *
   * @return the counters of all tables
   */
  public Counters counters() {
    return counters;
  }

  /**
   * The level of transactions that do not say.
   *
   * @return the level of the options
   */
  public IsolationLevel isolation() {
    return isolation;
  }

  /**
   * When commits are acknowledged that do not say.
   *
   * @return the mode of the options
   */
  public Durability durability() {
    return durability;
  }

  /**
   * Whether the database was opened for reading.
   *
   * @return true when writes are refused
   */
  public boolean readOnly() {
    return readOnly;
  }

  /**
   * Whether scans are refused that have no limit and do not say so.
   *
   * @return as the options say
   */
  public boolean requireLimits() {
    return requireLimits;
  }

  /**
   * Refuses use after close.
   *
   * @throws ClosedException when the database is closed
   */
  public void ensureOpen() {
    StackRoom.require();
    if (closed) {
      throw new ClosedException("The database is closed.");
    }
  }

  /**
   * Refuses writes after close or to a database that was opened for reading.
   *
   * @throws ClosedException when the database is closed
   * @throws IllegalUseException when it is read-only
   */
  public void ensureWritable() {
    ensureOpen();
    if (readOnly) {
      throw new IllegalUseException("The database was opened for reading only.");
    }
  }

  /**
   * Whether {@link #close} was called.
   *
   * @return true when nothing may be used any more
   */
  public boolean closed() {
    return closed;
  }

  /** Refuses all use from here on and frees the kept results. Idempotent. */
  @Override
  public void close() {
    closed = true;
    results.close();
  }
}
