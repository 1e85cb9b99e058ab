package io.ashlar;

import io.ashlar.error.IllegalUseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How a database is opened. Immutable; {@link Builder} documents every default with its reason.
 *
 * <pre>{@code
 * Options options =
 *     Options.builder().durability(Durability.INTERVAL).cacheBytes(1L << 30).build();
 * }</pre>
 */
public final class Options {

  private final Durability durability;
  private final Duration groupWindow;
  private final Duration syncInterval;
  private final IsolationLevel isolation;
  private final Duration lockTimeout;
  private final int maxRetries;
  private final MemoryShares memory;
  private final long memoryBudgetBytes;
  private final boolean compression;
  private final boolean readOnly;
  private final boolean traceHandles;
  private final boolean requireLimits;

  private Options(Builder builder, MemoryShares memory) {
    durability = builder.durability;
    groupWindow = builder.groupWindow;
    syncInterval = builder.syncInterval;
    isolation = builder.isolation;
    lockTimeout = builder.lockTimeout;
    maxRetries = builder.maxRetries;
    this.memory = memory;
    memoryBudgetBytes = builder.memoryBudgetBytes;
    compression = builder.compression;
    readOnly = builder.readOnly;
    traceHandles = builder.traceHandles;
    requireLimits = builder.requireLimits;
  }

  /**
   * The defaults.
   *
   * @return options that lose nothing and fit a server with a gigabyte to spare
   */
  public static Options defaults() {
    return builder().build();
  }

  /**
   * The defaults, for reading only: nothing is written to the directory.
   *
   * @return the options
   */
  public static Options readOnly() {
    return builder().readOnly(true).build();
  }

  /**
   * Starts from the defaults.
   *
   * @return a builder, for one thread
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * See {@link Builder#durability}.
   *
   * @return the value
   */
  public Durability durability() {
    return durability;
  }

  /**
   * See {@link Builder#groupWindow}.
   *
   * @return the value
   */
  public Duration groupWindow() {
    return groupWindow;
  }

  /**
   * See {@link Builder#syncInterval}.
   *
   * @return the value
   */
  public Duration syncInterval() {
    return syncInterval;
  }

  /**
   * See {@link Builder#isolation}.
   *
   * @return the value
   */
  public IsolationLevel isolation() {
    return isolation;
  }

  /**
   * See {@link Builder#lockTimeout}.
   *
   * @return the value
   */
  public Duration lockTimeout() {
    return lockTimeout;
  }

  /**
   * See {@link Builder#maxRetries}.
   *
   * @return the value
   */
  public int maxRetries() {
    return maxRetries;
  }

  /**
   * See {@link Builder#writeSetLimitBytes}.
   *
   * @return the value
   */
  public long writeSetLimitBytes() {
    return memory.writeSet();
  }

  /**
   * See {@link Builder#cacheBytes}.
   *
   * @return the value
   */
  public long cacheBytes() {
    return memory.cache();
  }

  /**
   * See {@link Builder#memtableBytes}.
   *
   * @return the value
   */
  public long memtableBytes() {
    return memory.memtable();
  }

  /**
   * See {@link Builder#pooledBytes}.
   *
   * @return the value
   */
  public long pooledBytes() {
    return memory.pooled();
  }

  /**
   * See {@link Builder#commitWindowBytes}.
   *
   * @return the value
   */
  public long commitWindowBytes() {
    return memory.window();
  }

  /**
   * See {@link Builder#resultCacheBytes}.
   *
   * @return the value
   */
  public long resultCacheBytes() {
    return memory.results();
  }

  /**
   * See {@link Builder#memoryBudgetBytes}.
   *
   * @return the value, 0 for none
   */
  public long memoryBudgetBytes() {
    return memoryBudgetBytes;
  }

  /**
   * See {@link Builder#compression}.
   *
   * @return the value
   */
  public boolean compression() {
    return compression;
  }

  /**
   * See {@link Builder#readOnly}.
   *
   * @return the value
   */
  public boolean isReadOnly() {
    return readOnly;
  }

  /**
   * See {@link Builder#traceHandles}.
   *
   * @return the value
   */
  public boolean traceHandles() {
    return traceHandles;
  }

  /**
   * See {@link Builder#requireLimits}.
   *
   * @return the value
   */
  public boolean requireLimits() {
    return requireLimits;
  }

  /** Collects options. Not thread-safe; may be built from more than once. */
  public static final class Builder {

    private static final Duration MAX_GROUP_WINDOW = Duration.ofSeconds(1);
    private static final Duration MAX_SYNC_INTERVAL = Duration.ofMinutes(1);
    private static final Duration MAX_LOCK_TIMEOUT = Duration.ofDays(1);

    private Durability durability = Durability.GROUP;
    private Duration groupWindow = Duration.ZERO;
    private Duration syncInterval = Duration.ofMillis(100);
    private IsolationLevel isolation = IsolationLevel.SNAPSHOT;
    private Duration lockTimeout = Duration.ofSeconds(10);
    private int maxRetries = 50;
    private long writeSetLimitBytes = MemoryShares.UNSET;
    private long cacheBytes = MemoryShares.UNSET;
    private long memtableBytes = MemoryShares.UNSET;
    private long pooledBytes = MemoryShares.UNSET;
    private long commitWindowBytes = MemoryShares.UNSET;
    private long resultCacheBytes = MemoryShares.UNSET;
    private long memoryBudgetBytes;
    private boolean compression = true;
    private boolean readOnly;
    private boolean traceHandles;
    private boolean requireLimits;

    private Builder() {}

    /**
     * When a commit that does not say returns. Default {@link Durability#GROUP}: nothing that was
     * acknowledged is lost, and concurrent commits share the price.
     *
     * @param value the durability
     * @return this
     */
    public Builder durability(Durability value) {
      durability = Objects.requireNonNull(value, "durability");
      return this;
    }

    /**
     * How long a group waits for more commits before its fsync, up to 1 second. Default 0: while
     * one fsync runs the next group gathers by itself, so waiting only pays on slow disks.
     *
     * @param value the time
     * @return this
     */
    public Builder groupWindow(Duration value) {
      groupWindow = Objects.requireNonNull(value, "groupWindow");
      return this;
    }

    /**
     * Within which time the fsync of a {@link Durability#INTERVAL} commit begins, 1 ms to 1 minute.
     * Default 100 ms: with the time of the fsync what a power cut may take, at ten fsyncs a second.
     *
     * @param value the time
     * @return this
     */
    public Builder syncInterval(Duration value) {
      syncInterval = Objects.requireNonNull(value, "syncInterval");
      return this;
    }

    /**
     * The level of transactions that do not say. Default {@link IsolationLevel#SNAPSHOT}: what a
     * transaction reads does not change under it.
     *
     * @param value the level
     * @return this
     */
    public Builder isolation(IsolationLevel value) {
      isolation = Objects.requireNonNull(value, "isolation");
      return this;
    }

    /**
     * How long a transaction waits for a row lock, and a schema change for the transactions on its
     * table; 0 to 1 day. Default 10 seconds: far beyond any healthy transaction, short enough to
     * notice.
     *
     * @param value the time
     * @return this
     */
    public Builder lockTimeout(Duration value) {
      lockTimeout = Objects.requireNonNull(value, "lockTimeout");
      return this;
    }

    /**
     * How often {@code transact} runs a body again, at least 0. Default 50: more means that the
     * work does not fit the data.
     *
     * @param value the number
     * @return this
     */
    public Builder maxRetries(int value) {
      maxRetries = value;
      return this;
    }

    /**
     * Most bytes that one transaction may write, index entries included; 4 KiB to 1 GiB. Default 64
     * MiB: a larger load belongs into several transactions.
     *
     * @param value bytes
     * @return this
     */
    public Builder writeSetLimitBytes(long value) {
      writeSetLimitBytes = value;
      return this;
    }

    /**
     * Memory of the engine for blocks, filters and memtables together, at least 1 MiB. Default 256
     * MiB: one number to give, small beside the heap of a server.
     *
     * @param value bytes
     * @return this
     */
    public Builder cacheBytes(long value) {
      cacheBytes = value;
      return this;
    }

    /**
     * When a memtable is full, at least 64 KiB and at most a sixth of {@link #cacheBytes}, to which
     * it is charged. Default an eighth of it, at most 32 MiB: larger ones flush less often and
     * recover more slowly.
     *
     * @param value bytes
     * @return this
     */
    public Builder memtableBytes(long value) {
      memtableBytes = value;
      return this;
    }

    /**
     * Most bytes of idle buffers kept for reuse, at least 0. Default 64 MiB: one write set of the
     * largest size.
     *
     * @param value bytes
     * @return this
     */
    public Builder pooledBytes(long value) {
      pooledBytes = value;
      return this;
    }

    /**
     * Most bytes for the keys of recent commits, by which transactions are judged; 1 MiB to 16 GiB.
     * Default 144 MiB, a million keys, which only transactions that stay open for long make it
     * reach.
     *
     * @param value bytes, most of them on the heap
     * @return this
     */
    public Builder commitWindowBytes(long value) {
      commitWindowBytes = value;
      return this;
    }

    /**
     * Most bytes for {@linkplain Scan#cacheResults kept results}, at least 0. Default 16 MiB.
     *
     * @param value bytes on the heap; 0 keeps none
     * @return this
     */
    public Builder resultCacheBytes(long value) {
      resultCacheBytes = value;
      return this;
    }

    /**
     * One number for all memory that the database bounds: cache (with memtables, indexes, filters
     * and pinned blocks), idle buffers, a write set of the largest size, the window of recent
     * commits and kept results; at least 16 MiB, or 0 for none, which is the default. Parts that
     * are not given are sized by it, the cache taking what the others leave; those that are given
     * must fit into it together. {@link Database#memory} tells what is used.
     *
     * <p>Outside of it: the rest of the JVM's heap, blocks beyond the cache that open cursors pin,
     * write sets of further transactions at the same time, buffers of compactions (a few MiB each),
     * readers of open table files and stacks of threads. RocksDB's row cache is not used: it does
     * not see range deletions, by which dropped tables and expired history go.
     *
     * @param value bytes
     * @return this
     */
    public Builder memoryBudgetBytes(long value) {
      memoryBudgetBytes = value;
      return this;
    }

    /**
     * Whether blocks on disk are compressed. Default true: reads stay as fast, files shrink to
     * about half.
     *
     * @param value whether
     * @return this
     */
    public Builder compression(boolean value) {
      compression = value;
      return this;
    }

    /**
     * Whether writes are refused. Default false. A database that is opened so sees the state at its
     * open and writes no file.
     *
     * @param value whether
     * @return this
     */
    public Builder readOnly(boolean value) {
      readOnly = value;
      return this;
    }

    /**
     * Whether native handles keep the stack that opened them, for leak reports. Default false: a
     * stack costs microseconds and kilobytes.
     *
     * @param value whether
     * @return this
     */
    public Builder traceHandles(boolean value) {
      traceHandles = value;
      return this;
    }

    /**
     * Whether scans are refused that have neither limit nor budget, may select more than one row,
     * and were not said to be {@linkplain Scan#unbounded unbounded}. Default false: small tables
     * are read whole, and rightly. For tests, to find the scan that will be slow one day.
     *
     * @param value whether
     * @return this
     */
    public Builder requireLimits(boolean value) {
      requireLimits = value;
      return this;
    }

    /**
     * Checks all rules and makes the options.
     *
     * @return immutable options
     * @throws IllegalUseException when rules are broken; the fact {@code violations} names all
     */
    public Options build() {
      List<String> violations = new ArrayList<>();
      MemoryShares.within(violations, "groupWindow", groupWindow, Duration.ZERO, MAX_GROUP_WINDOW);
      MemoryShares.within(
          violations, "syncInterval", syncInterval, Duration.ofMillis(1), MAX_SYNC_INTERVAL);
      MemoryShares.within(violations, "lockTimeout", lockTimeout, Duration.ZERO, MAX_LOCK_TIMEOUT);
      MemoryShares.within(violations, "maxRetries", maxRetries, 0, Integer.MAX_VALUE);
      MemoryShares memory =
          MemoryShares.of(
              memoryBudgetBytes,
              writeSetLimitBytes,
              cacheBytes,
              memtableBytes,
              pooledBytes,
              commitWindowBytes,
              resultCacheBytes);
      memory.check(violations, memoryBudgetBytes);
      if (!violations.isEmpty()) {
        throw new IllegalUseException("The options are not valid.", "violations", violations);
      }
      return new Options(this, memory);
    }
  }
}
