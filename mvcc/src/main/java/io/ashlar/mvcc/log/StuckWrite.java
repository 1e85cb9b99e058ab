package io.ashlar.mvcc.log;

/**
 * Tells whether a write will never return. RocksDB lets a write wait while its memtables wait for a
 * flush. When that flush fails, for want of space, RocksDB resumes by itself once there is space,
 * and begins with a flush that waits for its turn behind the waiting write, which waits for it.
 *
 * <p>So a write is given up when it is the same one at {@value #LOOKS} looks in a row, writes are
 * stopped at each of them, and the engine has counted an error since the last look before it. The
 * housekeeping thread's, which looks about once a second: a store that is merely behind with its
 * flushes has counted no error.
 */
final class StuckWrite {

  /** Long enough for an engine that still resumes, since it does so every five seconds. */
  static final int LOOKS = 10;

  /** The write in progress at the last look, or 0. */
  private long seen;

  private int looks;

  /** The engine's errors at the last look. */
  private long errors;

  /** The engine's errors at the last look before the write that was seen. */
  private long errorsBefore;

  /**
   * Looks.
   *
   * @param write the number of the write in progress, never used again; 0 for none
   * @param stopped whether the engine lets writes wait for a flush
   * @param backgroundErrors how many the engine has counted
   * @return whether the write must be given up
   */
  boolean look(long write, boolean stopped, long backgroundErrors) {
    if (write == 0 || !stopped || write != seen) {
      seen = stopped ? write : 0;
      looks = 0;
      errorsBefore = errors;
    }
    errors = backgroundErrors;
    looks += seen == 0 ? 0 : 1;
    return looks >= LOOKS && errors > errorsBefore;
  }
}
