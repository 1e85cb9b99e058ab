package io.ashlar.mvcc.embedded;

import io.ashlar.engine.EngineOptions;
import io.ashlar.error.StoreOpenException;
import io.ashlar.mvcc.window.OrderedWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How an {@link EmbeddedStore} is opened. Immutable. */
public final class StoreOptions {

  /**
   * What one entry of the windows may take: a ring of pairs, a table of up to four times as many,
   * and an entry of the ordered window.
   */
  public static final long BYTES_PER_WINDOW_ENTRY =
      2L * Long.BYTES * (1 + 4) + OrderedWindow.ENTRY_BYTES;

  private final EngineOptions engine;
  private final int groupWindowMicros;
  private final int groupLimitCommits;
  private final int groupLimitBytes;
  private final int syncIntervalMs;
  private final int windowEntries;
  private final long minFreeBytes;
  private final long residentBytes;

  private StoreOptions(Builder builder) {
    engine = builder.engine;
    groupWindowMicros = builder.groupWindowMicros;
    groupLimitCommits = builder.groupLimitCommits;
    groupLimitBytes = builder.groupLimitBytes;
    syncIntervalMs = builder.syncIntervalMs;
    windowEntries = builder.windowEntries;
    minFreeBytes = builder.minFreeBytes;
    residentBytes = builder.residentBytes;
  }

  /**
   * All defaults.
   *
   * @return the options
   */
  public static StoreOptions defaults() {
    return builder().build();
  }

  /**
   * A builder that holds the defaults.
   *
   * @return the builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * How the engine below is opened; read-only there is read-only here.
   *
   * @return the engine's options
   */
  public EngineOptions engine() {
    return engine;
  }

  /**
   * How long a sync for {@link io.ashlar.transaction.Durability#GROUP} commits waits for more of
   * them.
   *
   * @return microseconds
   */
  public int groupWindowMicros() {
    return groupWindowMicros;
  }

  /**
   * How many commits are written as one group at most.
   *
   * @return commits
   */
  public int groupLimitCommits() {
    return groupLimitCommits;
  }

  /**
   * After how many bytes no further commit joins a group.
   *
   * @return bytes
   */
  public int groupLimitBytes() {
    return groupLimitBytes;
  }

  /**
   * Within which time an {@link io.ashlar.transaction.Durability#INTERVAL} commit becomes durable.
   *
   * @return milliseconds
   */
  public int syncIntervalMs() {
    return syncIntervalMs;
  }

  /**
   * How many changed keys the window of recent commits holds at most.
   *
   * @return entries
   */
  public int windowEntries() {
    return windowEntries;
  }

  /**
   * Below how much free space writes are refused.
   *
   * @return bytes
   */
  public long minFreeBytes() {
    return minFreeBytes;
  }

  /**
   * What ranges of rows in memory may take.
   *
   * @return bytes
   */
  public long residentBytes() {
    return residentBytes;
  }

  /**
   * What the windows of recent commits may take together, on the heap and off it.
   *
   * @return bytes
   */
  public long windowBytes() {
    return windowEntries * BYTES_PER_WINDOW_ENTRY + RecentValues.BYTES;
  }

  /** Collects options; {@link #build} checks them all together. */
  public static final class Builder {

    private EngineOptions engine = EngineOptions.defaults();
    private int groupWindowMicros;
    private int groupLimitCommits = 256;
    private int groupLimitBytes = 1 << 20;
    private int syncIntervalMs = 100;
    private int windowEntries = 1 << 20;
    private long minFreeBytes = 32L << 20;
    private long residentBytes;

    private Builder() {}

    /**
     * The engine's options. Default: those of the engine.
     *
     * @param value the options
     * @return this builder
     */
    public Builder engine(EngineOptions value) {
      engine = Objects.requireNonNull(value, "engine");
      return this;
    }

    /**
     * How long a sync waits for more commits. Default 0: commits that come during one sync share
     * the next anyway, so that waiting pays only where an fsync is dear and clients are many.
     *
     * @param value microseconds, 0 to 1,000,000
     * @return this builder
     */
    public Builder groupWindowMicros(int value) {
      groupWindowMicros = value;
      return this;
    }

    /**
     * Most commits of one group. Default 256: more clients than a machine serves well at once.
     *
     * @param value commits, 1 to 65,536
     * @return this builder
     */
    public Builder groupLimitCommits(int value) {
      groupLimitCommits = value;
      return this;
    }

    /**
     * Bytes after which a group is closed; one commit may be larger. Default 1 MiB: a small commit
     * behind large ones waits for about a millisecond of writing.
     *
     * @param value bytes, at least 1
     * @return this builder
     */
    public Builder groupLimitBytes(int value) {
      groupLimitBytes = value;
      return this;
    }

    /**
     * The interval of {@link io.ashlar.transaction.Durability#INTERVAL}, from the oldest commit
     * that is not on disk to the begin of its fsync. Default 100 ms: ten fsyncs a second load no
     * disk, and a tenth of a second of work is a loss that its user accepted.
     *
     * @param value milliseconds, 1 to 60,000
     * @return this builder
     */
    public Builder syncIntervalMs(int value) {
      syncIntervalMs = value;
      return this;
    }

    /**
     * Bound of the window of recent commits. Default 1,048,576: some 50 MB when full, and ten
     * seconds back at 100,000 changed keys a second. The ordered window, which is filled only while
     * serializable transactions run, has the same bound, and 32 bytes for each key on average: as
     * much again. A transaction that is older than a window that validates it is refused with a
     * retryable exception.
     *
     * @param value entries, at least 1,024
     * @return this builder
     */
    public Builder windowEntries(int value) {
      windowEntries = value;
      return this;
    }

    /**
     * Memory for ranges of rows as they are read. Default 0: none are kept.
     *
     * @param value bytes, at least 0
     * @return this builder
     */
    public Builder residentBytes(long value) {
      residentBytes = value;
      return this;
    }

    /**
     * Free space below which writes are refused whole, before the log itself runs out, which would
     * poison the store; beside what memtables hold, which comes on top. A quarter of it may be used
     * by what deletes rows or changes the catalog alone. Default 32 MiB.
     *
     * @param value bytes, 0 to 2^50
     * @return this builder
     */
    public Builder minFreeBytes(long value) {
      minFreeBytes = value;
      return this;
    }

    /**
     * Checks the options.
     *
     * @return the options
     * @throws StoreOpenException when any is out of its range; names all that are
     */
    public StoreOptions build() {
      List<String> violations = new ArrayList<>();
      check(violations, "groupWindowMicros", groupWindowMicros, 0, 1_000_000);
      check(violations, "groupLimitCommits", groupLimitCommits, 1, 1 << 16);
      check(violations, "groupLimitBytes", groupLimitBytes, 1, Integer.MAX_VALUE);
      check(violations, "syncIntervalMs", syncIntervalMs, 1, 60_000);
      check(violations, "windowEntries", windowEntries, 1 << 10, 1 << 28);
      check(violations, "minFreeBytes", minFreeBytes, 0, 1L << 50);
      check(violations, "residentBytes", residentBytes, 0, Long.MAX_VALUE);
      if (!violations.isEmpty()) {
        throw new StoreOpenException(
            "The options are out of range.", "violations", String.join("; ", violations));
      }
      return new StoreOptions(this);
    }

    private static void check(
        List<String> violations, String name, long value, long least, long most) {
      if (value < least || value > most) {
        violations.add(name + " " + value + " not in " + least + ".." + most);
      }
    }
  }
}
