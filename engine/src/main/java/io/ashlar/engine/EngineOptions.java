package io.ashlar.engine;

import io.ashlar.error.StoreOpenException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How a store is opened. Immutable; {@link #builder()} documents every default with its reason. */
public final class EngineOptions {

  private static final long MIB = 1L << 20;
  private static final Duration MIN_CLOSE_TIMEOUT = Duration.ofMillis(1);
  private static final Duration MAX_CLOSE_TIMEOUT = Duration.ofDays(1);

  private final boolean readOnly;
  private final boolean createIfMissing;
  private final long blockCacheBytes;
  private final long memtableBytes;
  private final int memtableCount;
  private final long walLimitBytes;
  private final Compression compression;
  private final int backgroundJobs;
  private final int memtableScanFlushTrigger;
  private final int idleIterators;
  private final boolean traceHandles;
  private final Duration closeTimeout;

  private EngineOptions(Builder builder) {
    readOnly = builder.readOnly;
    createIfMissing = builder.createIfMissing;
    blockCacheBytes = builder.blockCacheBytes;
    memtableBytes = builder.memtableBytes;
    memtableCount = builder.memtableCount;
    walLimitBytes = builder.walLimitBytes;
    compression = builder.compression;
    backgroundJobs = builder.backgroundJobs;
    memtableScanFlushTrigger = builder.memtableScanFlushTrigger;
    idleIterators = builder.idleIterators;
    traceHandles = builder.traceHandles;
    closeTimeout = builder.closeTimeout;
  }

  /**
   * The defaults.
   *
   * @return options that fit a server with a gigabyte to spare
   */
  public static EngineOptions defaults() {
    return builder().build();
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
   * See {@link Builder#readOnly}.
   *
   * @return the value
   */
  public boolean readOnly() {
    return readOnly;
  }

  /**
   * See {@link Builder#createIfMissing}.
   *
   * @return the value
   */
  public boolean createIfMissing() {
    return createIfMissing;
  }

  /**
   * See {@link Builder#blockCacheBytes}.
   *
   * @return the value
   */
  public long blockCacheBytes() {
    return blockCacheBytes;
  }

  /**
   * See {@link Builder#memtableBytes}.
   *
   * @return the value
   */
  public long memtableBytes() {
    return memtableBytes;
  }

  /**
   * See {@link Builder#memtableCount}.
   *
   * @return the value
   */
  public int memtableCount() {
    return memtableCount;
  }

  /**
   * See {@link Builder#walLimitBytes}.
   *
   * @return the value
   */
  public long walLimitBytes() {
    return walLimitBytes;
  }

  /**
   * See {@link Builder#compression}.
   *
   * @return the value
   */
  public Compression compression() {
    return compression;
  }

  /**
   * See {@link Builder#backgroundJobs}.
   *
   * @return the value
   */
  public int backgroundJobs() {
    return backgroundJobs;
  }

  /**
   * See {@link Builder#memtableScanFlushTrigger}.
   *
   * @return the value
   */
  public int memtableScanFlushTrigger() {
    return memtableScanFlushTrigger;
  }

  /**
   * See {@link Builder#idleIterators}.
   *
   * @return the value
   */
  public int idleIterators() {
    return idleIterators;
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
   * See {@link Builder#closeTimeout}.
   *
   * @return the value
   */
  public Duration closeTimeout() {
    return closeTimeout;
  }

  /** Collects the options; for one thread. */
  public static final class Builder {

    private boolean readOnly = false;
    private boolean createIfMissing = true;
    private long blockCacheBytes = 256L << 20;
    private long memtableBytes = 32L << 20;
    private int memtableCount = 3;
    private long walLimitBytes = 256L << 20;
    private Compression compression = Compression.LZ4;
    private int backgroundJobs = 2;
    private int memtableScanFlushTrigger = 2_000;
    private int idleIterators = 32;
    private boolean traceHandles = false;
    private Duration closeTimeout = Duration.ofMinutes(5);

    private Builder() {}

    /**
     * Whether writes are refused. A read-only store sees the state at its open, and may be open in
     * several processes at once. Default false.
     *
     * @param value the value
     * @return this
     */
    public Builder readOnly(boolean value) {
      readOnly = value;
      return this;
    }

    /**
     * Whether a missing or empty directory becomes a new store, parents included. Default true;
     * ignored when read-only.
     *
     * @param value the value
     * @return this
     */
    public Builder createIfMissing(boolean value) {
      createIfMissing = value;
      return this;
    }

    /**
     * Memory for blocks, filters, indexes <em>and memtables</em> together, in bytes, at least 1
     * MiB. Default 256 MiB: one number to give, and small beside the heap of a server.
     *
     * @param value the value
     * @return this
     */
    public Builder blockCacheBytes(long value) {
      blockCacheBytes = value;
      return this;
    }

    /**
     * When a memtable of one family is full, in bytes, at least 64 KiB. Default 32 MiB: larger ones
     * flush less often and recover more slowly.
     *
     * @param value the value
     * @return this
     */
    public Builder memtableBytes(long value) {
      memtableBytes = value;
      return this;
    }

    /**
     * How many memtables of a family may be in memory, the one being written included; at least 2.
     * Default 3: writes go on while one flushes and one waits.
     *
     * @param value the value
     * @return this
     */
    public Builder memtableCount(int value) {
      memtableCount = value;
      return this;
    }

    /**
     * How much write-ahead log may pile up before the family that pins the oldest is flushed, in
     * bytes, at least 1 MiB. Default 256 MiB: it bounds the time of a recovery to a few seconds.
     *
     * @param value the value
     * @return this
     */
    public Builder walLimitBytes(long value) {
      walLimitBytes = value;
      return this;
    }

    /**
     * How blocks are compressed. Default LZ4: reads stay as fast as without, and a row store
     * shrinks to about half.
     *
     * @param value the value
     * @return this
     */
    public Builder compression(Compression value) {
      compression = Objects.requireNonNull(value);
      return this;
    }

    /**
     * How many flushes and compactions may run at once; at least 1. Default 2: a flush never waits
     * for a compaction.
     *
     * @param value the value
     * @return this
     */
    public Builder backgroundJobs(int value) {
      backgroundJobs = value;
      return this;
    }

    /**
     * After how many hidden entries (tombstones, older versions) met by one seek or move in a
     * memtable that memtable is flushed; 0 for never. Default 2,000: the head of a queue is then
     * found in tenths of a millisecond instead of tens of milliseconds, and a flush comes at most
     * once in 2,000 deletes.
     *
     * @param value the value
     * @return this
     */
    public Builder memtableScanFlushTrigger(int value) {
      memtableScanFlushTrigger = value;
      return this;
    }

    /**
     * How many native iterators of each family are kept for the next cursor; 0 for none. Default
     * 32: one for each thread of a large machine.
     *
     * @param value the value
     * @return this
     */
    public Builder idleIterators(int value) {
      idleIterators = value;
      return this;
    }

    /**
     * Whether each reader, snapshot, batch and cursor keeps the stack that opened it, for {@link
     * Engine#census()}. Default false: a stack costs microseconds and kilobytes. On in all tests.
     *
     * @param value the value
     * @return this
     */
    public Builder traceHandles(boolean value) {
      traceHandles = value;
      return this;
    }

    /**
     * How long a close waits for a call that is inside before it gives up with {@link
     * io.ashlar.error.CloseTimeoutException}; 1 ms to 1 day. Default 5 minutes: a compaction may
     * take some, and a disk that does not answer takes for ever.
     *
     * @param value the time
     * @return this
     */
    public Builder closeTimeout(Duration value) {
      closeTimeout = Objects.requireNonNull(value);
      return this;
    }

    /**
     * Checks all rules and makes the options.
     *
     * @return immutable options
     * @throws StoreOpenException if rules are broken; the fact {@code violations} names all of them
     */
    public EngineOptions build() {
      List<String> violations = new ArrayList<>();
      check(violations, blockCacheBytes >= MIB, "blockCacheBytes < 1 MiB");
      check(violations, memtableBytes >= 64 << 10, "memtableBytes < 64 KiB");
      check(violations, memtableCount >= 2, "memtableCount < 2");
      check(violations, walLimitBytes >= MIB, "walLimitBytes < 1 MiB");
      check(violations, backgroundJobs >= 1, "backgroundJobs < 1");
      check(violations, memtableScanFlushTrigger >= 0, "memtableScanFlushTrigger < 0");
      check(violations, idleIterators >= 0, "idleIterators < 0");
      check(violations, closeTimeout.compareTo(MIN_CLOSE_TIMEOUT) >= 0, "closeTimeout < 1 ms");
      check(violations, closeTimeout.compareTo(MAX_CLOSE_TIMEOUT) <= 0, "closeTimeout > 1 day");
      // Memtables are charged to the block cache: they must leave it room for blocks.
      check(
          violations,
          memtableBytes <= blockCacheBytes / 2 / Math.max(1, memtableCount),
          "memtableBytes * memtableCount > blockCacheBytes / 2");
      if (!violations.isEmpty()) {
        throw new StoreOpenException(
            "The options do not fit.", "violations", String.join("; ", violations));
      }
      return new EngineOptions(this);
    }

    private static void check(List<String> violations, boolean holds, String violation) {
      if (!holds) {
        violations.add(violation);
      }
    }
  }
}
