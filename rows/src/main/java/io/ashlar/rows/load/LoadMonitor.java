package io.ashlar.rows.load;

import io.ashlar.error.AshlarException;
import io.ashlar.error.CancelledException;
import io.ashlar.load.LoadOptions;
import io.ashlar.load.LoadPhase;
import io.ashlar.load.LoadProgress;
import io.ashlar.rows.session.OneUser;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.wait.Pace;
import io.ashlar.txn.limit.StatementClock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Counts what a load does, tells of it, keeps to the rate, and ends it at its limits. One owner.
 */
final class LoadMonitor {

  private static final long TELL_NS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Rows between two looks at the clock. */
  private static final int ROWS_PER_LOOK = 64;

  private final TableState table;
  private final LoadOptions options;
  private final OneUser limits = new OneUser();
  private final Pace pace;
  private final long begunNs = System.nanoTime();

  /** The limits that the source has set, as they run. */
  private StatementClock own;

  private LoadPhase phase = LoadPhase.READING;
  private long rows;
  private long bytes;
  private long written;
  private long toldNs = begunNs;
  private int untilLook;
  private int unpaced;

  LoadMonitor(TableState table, LoadOptions options) {
    this.table = table;
    this.options = options;
    this.pace = new Pace(options.rowsPerSecond());
    limits.limit(options.limits());
    begin(limits.clock());
  }

  private void begin(StatementClock clock) {
    if (clock != null) {
      clock.begin(table.name());
    }
  }

  /** Another phase begins. */
  void phase(LoadPhase next) {
    phase = next;
    tell();
  }

  /** A row was taken from the source. */
  void read(int rowBytes, OneUser source) {
    rows++;
    bytes += rowBytes;
    unpaced++;
    StatementClock clock = source.clock();
    if (clock != own) {
      own = clock;
      begin(clock);
    }
    look();
  }

  /** A row is in a file, or committed. */
  void wrote() {
    written++;
    look();
  }

  /** So many rows are committed. */
  void wrote(long rowsInAll) {
    written = rowsInAll;
  }

  /** Something was done that is not counted. */
  void step() {
    look();
  }

  private void look() {
    if (--untilLook >= 0) {
      return;
    }
    untilLook = pace.chunk(ROWS_PER_LOOK) - 1;
    requireWanted();
    if (unpaced > 0) {
      pause(pace.after(unpaced));
      unpaced = 0;
    }
    if (System.nanoTime() - toldNs > TELL_NS) {
      tell();
    }
  }

  /** Throws when the load is to give up. */
  void requireWanted() {
    table.ensureUsable();
    require(limits.clock());
    require(own);
  }

  private static void require(StatementClock clock) {
    AshlarException over = clock == null ? null : clock.end(0, null);
    if (over != null) {
      throw over;
    }
  }

  private void pause(long ns) {
    if (ns > 0) {
      try {
        TimeUnit.NANOSECONDS.sleep(ns);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancelledException(
            e, "The load was interrupted.", "table", table.name(), "interrupted", true);
      }
    }
  }

  /** Tells the listener. */
  void tell() {
    toldNs = System.nanoTime();
    options
        .listener()
        .accept(new LoadProgress(table.name(), phase, rows, bytes, written, elapsed()));
  }

  /** Since the load began. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begunNs);
  }

  /** Rows taken from the source so far. */
  long rows() {
    return rows;
  }
}
