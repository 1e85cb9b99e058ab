package io.ashlar.rows.resume;

import io.ashlar.page.Budget;
import io.ashlar.page.StopReason;

/** Counts a budget down, run by run. Allocates nothing. One owner at a time. */
public final class ReadMeter {

  /** The clock costs as much as a tenth of an entry, so it is asked before every 16th only. */
  private static final int CLOCK_MASK = 15;

  private final long rows;
  private final long bytes;
  private final long timeNs;
  private final boolean timed;
  private final boolean weighed;

  private long rowsRead;
  private long bytesRead;
  private long begunNs;
  private StopReason spent = StopReason.RUNNING;

  /**
   * A meter.
   *
   * @param budget what each run may read
   */
  public ReadMeter(Budget budget) {
    rows = budget.rows();
    bytes = budget.bytes();
    timeNs = budget.timeNs();
    timed = timeNs != Long.MAX_VALUE;
    weighed = bytes != Long.MAX_VALUE;
  }

  /** Begins a run. */
  public void begin() {
    rowsRead = 0;
    bytesRead = 0;
    spent = StopReason.RUNNING;
    begunNs = timed ? System.nanoTime() : 0;
  }

  /**
   * Most rows of one run.
   *
   * @return the number, {@link Long#MAX_VALUE} for no bound
   */
  public long rows() {
    return rows;
  }

  /**
   * Whether {@link #weigh} is to be called for each entry.
   *
   * @return false when bytes are not bounded
   */
  public boolean weighs() {
    return weighed;
  }

  /**
   * Counts bytes that were read.
   *
   * @param read how many
   */
  public void weigh(long read) {
    bytesRead += read;
  }

  /**
   * Whether one more entry may be read, which is counted then. The first always may.
   *
   * @return false when a bound is reached; {@link #spent} says which
   */
  public boolean mayRead() {
    if (rowsRead > 0) {
      if (rowsRead >= rows) {
        spent = StopReason.ROW_BUDGET;
        return false;
      }
      if (bytesRead >= bytes) {
        spent = StopReason.BYTE_BUDGET;
        return false;
      }
      if (timed && (rowsRead & CLOCK_MASK) == 0 && System.nanoTime() - begunNs >= timeNs) {
        spent = StopReason.TIME_BUDGET;
        return false;
      }
    }
    rowsRead++;
    return true;
  }

  /**
   * The bound that was reached.
   *
   * @return {@link StopReason#RUNNING} while none was
   */
  public StopReason spent() {
    return spent;
  }
}
