package io.ashlar;

import io.ashlar.argument.Arguments;
import io.ashlar.error.IllegalUseException;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a database is opened. Immutable; {@link Builder} documents every default with its reason.
 *
 * <pre>{@code
 * Options options =
 *     Options.builder().durability(Durability.INTERVAL).cacheBytes(1L << 30).build();
 * }</pre>
 *
 * <p>Long because each option has a getter, and a setter that says its bounds and why it has its
 * default.
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
  private final long minFreeBytes;
  private final Duration closeTimeout;

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
    minFreeBytes = builder.minFreeBytes;
    closeTimeout = builder.closeTimeout;
  }

  /**
   * The defaults.
   *
   * @return options that lose nothing and fit a server with a gigabyte to spare
   */
  public static Options defaults() {
    return builder().build();
  }

  /** {@return the defaults, for reading only: nothing is written to the directory} */
  public static Options readOnly() {
    return builder().readOnly(true).build();
  }

  /** {@return a builder that starts from the defaults, for one thread} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the value of {@link Builder#durability}} */
  public Durability durability() {
    return durability;
  }

  /** {@return the value of {@link Builder#groupWindow}} */
  public Duration groupWindow() {
    return groupWindow;
  }

  /** {@return the value of {@link Builder#syncInterval}} */
  public Duration syncInterval() {
    return syncInterval;
  }

  /** {@return the value of {@link Builder#isolation}} */
  public IsolationLevel isolation() {
    return isolation;
  }

  /** {@return the value of {@link Builder#lockTimeout}} */
  public Duration lockTimeout() {
    return lockTimeout;
  }

  /** {@return the value of {@link Builder#maxRetries}} */
  public int maxRetries() {
    return maxRetries;
  }

  /** {@return the value of {@link Builder#writeSetLimitBytes}} */
  public long writeSetLimitBytes() {
    return memory.writeSet();
  }

  /** {@return the value of {@link Builder#cacheBytes}} */
  public long cacheBytes() {
    return memory.cache();
  }

  /** {@return the value of {@link Builder#memtableBytes}} */
  public long memtableBytes() {
    return memory.memtable();
  }

  /** {@return the value of {@link Builder#pooledBytes}} */
  public long pooledBytes() {
    return memory.pooled();
  }

  /** {@return the value of {@link Builder#commitWindowBytes}} */
  public long commitWindowBytes() {
    return memory.window();
  }

  /** {@return the value of {@link Builder#resultCacheBytes}} */
  public long resultCacheBytes() {
    return memory.results();
  }

  /** {@return the value of {@link Builder#residentBytes}} */
  public long residentBytes() {
    return memory.resident();
  }

  /** {@return the value of {@link Builder#memoryBudgetBytes}, 0 for none} */
  public long memoryBudgetBytes() {
    return memoryBudgetBytes;
  }

  /** {@return the value of {@link Builder#compression}} */
  public boolean compression() {
    return compression;
  }

  /** {@return the value of {@link Builder#readOnly}} */
  public boolean isReadOnly() {
    return readOnly;
  }

  /** {@return the value of {@link Builder#traceHandles}} */
  public boolean traceHandles() {
    return traceHandles;
  }

  /** {@return the value of {@link Builder#requireLimits}} */
  public boolean requireLimits() {
    return requireLimits;
  }

  /** {@return the value of {@link Builder#minFreeBytes}} */
  public long minFreeBytes() {
    return minFreeBytes;
  }

  /** {@return the value of {@link Builder#closeTimeout}} */
  public Duration closeTimeout() {
    return closeTimeout;
  }

  /** Collects options. Not thread-safe; may be built from more than once. */
  public static final class Builder {

    private static final Duration MAX_GROUP_WINDOW = Duration.ofSeconds(1);
    private static final Duration MAX_SYNC_INTERVAL = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final long MAX_FREE_BYTES = 1L << 50;

    private Durability durability = Durability.GROUP;
    private Duration groupWindow = Duration.ZERO;
    private Duration syncInterval = Duration.ofMillis(100);
    private IsolationLevel isolation = IsolationLevel.SNAPSHOT;
    private Duration lockTimeout = Duration.ofSeconds(10);
    private int maxRetries = 50;
    // Null where the share of the budget, or the default, is wanted.
    private Long writeSetLimitBytes;
    private Long cacheBytes;
    private Long memtableBytes;
    private Long pooledBytes;
    private Long commitWindowBytes;
    private Long resultCacheBytes;
    private long residentBytes;
    private long memoryBudgetBytes;
    private boolean compression = true;
    private boolean readOnly;
    private boolean traceHandles;
    private boolean requireLimits;
    private long minFreeBytes = 32L << 20;
    private Duration closeTimeout = Duration.ofMinutes(5);

    private Builder() {}

    /**
     * When a commit that does not say returns. Default {@link Durability#GROUP}: nothing that was
     * acknowledged is lost, and concurrent commits share the price.
     *
     * @param value the durability
     * @return this
     */
    public Builder durability(Durability value) {
      durability = Arguments.given(value, "value");
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
      groupWindow = Arguments.given(value, "value");
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
      syncInterval = Arguments.given(value, "value");
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
      isolation = Arguments.given(value, "value");
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
      lockTimeout = Arguments.given(value, "value");
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
     * Most bytes for the keys of recent commits, by which transactions are validated; 1 MiB to 16
     * GiB. Default 144 MiB, a million keys, which only transactions that stay open for long make it
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
     * Memory for ranges of rows as they are read, at least 0. Default 0: none are kept.
     *
     * @param value bytes outside of the heap
     * @return this
     */
    public Builder residentBytes(long value) {
      residentBytes = value;
      return this;
    }

    /**
     * One number for all memory that the database bounds: cache (with memtables, indexes, filters
     * and pinned blocks), resident rows, idle buffers, a write set of the largest size, the window
     * of recent commits and kept results; at least 16 MiB, or 0 for none, which is the default.
     * Parts that are not given are sized by it, the cache taking what the others leave; those that
     * are given must fit into it together. {@link Monitor#memory} tells what is used.
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
     * What stays free on the file system, 0 to 2^50: a commit that would leave less, beside what is
     * in memory and must yet be written to files, is refused whole with {@link
     * io.ashlar.error.OutOfSpaceException}. Three quarters of it are there for what gives space
     * back: commits that only delete rows, drops of tables, indexes and partitions, and other
     * changes of the schema; and the database opens with a sixty-fourth. Default 32 MiB: a log that
     * runs out of space in the midst of a write poisons the database, and other programs write to
     * the file system as well.
     *
     * @param value bytes
     * @return this
     */
    public Builder minFreeBytes(long value) {
      minFreeBytes = value;
      return this;
    }

    /**
     * How long {@link Database#close} waits for index builds, sweepers, changes of the schema and
     * its own last writes, and then once more for calls that are still inside of the store, 1 ms to
     * 1 day, before it gives up with {@link io.ashlar.error.CloseTimeoutException}. Default 5
     * minutes: a compaction that was asked for may take some, and a disk that does not answer takes
     * for ever.
     *
     * @param value the time
     * @return this
     */
    public Builder closeTimeout(Duration value) {
      closeTimeout = Arguments.given(value, "value");
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
      MemoryShares.within(violations, "lockTimeout", lockTimeout, Duration.ZERO, DAY);
      MemoryShares.within(violations, "maxRetries", maxRetries, 0, Integer.MAX_VALUE);
      MemoryShares.within(violations, "minFreeBytes", minFreeBytes, 0L, MAX_FREE_BYTES);
      MemoryShares.within(violations, "closeTimeout", closeTimeout, Duration.ofMillis(1), DAY);
      MemoryShares memory =
          MemoryShares.of(
              memoryBudgetBytes,
              writeSetLimitBytes,
              cacheBytes,
              memtableBytes,
              pooledBytes,
              commitWindowBytes,
              resultCacheBytes,
              residentBytes);
      memory.check(violations, memoryBudgetBytes);
      if (!violations.isEmpty()) {
        throw new IllegalUseException("The options are not valid.", "violations", violations);
      }
      return new Options(this, memory);
    }
  }
}
