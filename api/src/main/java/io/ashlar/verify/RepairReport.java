package io.ashlar.verify;

import io.ashlar.argument.Arguments;
import java.time.Instant;
import java.util.Optional;

/**
 * What {@link io.ashlar.Database#repair} has given up.
 *
 * @param newestTimestamp commit timestamp of the newest row that is left, 0 when there is none; all
 *     commits up to it are there, and after it only such as may have deleted rows
 * @param newestTime the millisecond of that commit; empty when there is none
 * @param durableTimestamp commits up to this timestamp had been durable: those between the two are
 *     gone, and perhaps later ones; 0 when that was not to be read any more
 * @param durableTime the millisecond of that timestamp; empty when that was not to be read any more
 * @param recoveredChanges how many changes of keys are left, counted from the store's creation
 * @param durableChanges how many had been durable; 0 when that was not to be read any more
 */
public record RepairReport(
    long newestTimestamp,
    Optional<Instant> newestTime,
    long durableTimestamp,
    Optional<Instant> durableTime,
    long recoveredChanges,
    long durableChanges) {

  /**
   * Checks that nothing is missing.
   *
   * @param newestTimestamp of the newest row that is left
   * @param newestTime its time
   * @param durableTimestamp up to which commits had been durable
   * @param durableTime its time
   * @param recoveredChanges how many changes are left
   * @param durableChanges how many had been durable
   */
  public RepairReport {
    Arguments.requireGiven(newestTime, "newestTime");
    Arguments.requireGiven(durableTime, "durableTime");
  }
}
