package io.ashlar.expire;

import java.util.Optional;

/**
 * Removes rows that have expired, with their index entries, round after round, on a thread of its
 * own named {@code ashlar-sweep-NAME}; also drops the partitions that their tables keep no longer.
 * Rows are removed in small transactions, each row under its lock and only if it has expired still.
 * It waits for nobody: a row that is locked is left to the next round. Ends with the database at
 * the latest. May be shared by all threads.
 *
 * <p>What cuts a round short, such as a full disk, is logged when it happens first, counted, and
 * tried again in the next round. A store whose log has failed ends the sweeper.
 */
public interface Sweeper extends AutoCloseable {

  /**
   * The name.
   *
   * @return as given at its start
   */
  String name();

  /**
   * What it has done so far.
   *
   * @return the numbers, as they are now
   */
  SweepStatistics statistics();

  /**
   * Whether it works.
   *
   * @return the state now
   */
  SweeperState state();

  /**
   * What has ended the sweeper, or cut short its last round.
   *
   * @return empty when the last round was through
   */
  Optional<Throwable> lastFailure();

  /**
   * Stops it and waits until it uses nothing of the database any more. Idempotent; interrupts
   * nothing.
   */
  @Override
  void close();
}
