package io.ashlar.txn.lock;

/**
 * Counters of a lock table.
 *
 * @param waits requests for rows or tables that found the lock held and waited
 * @param waitNs how long they waited together, however the wait ended
 * @param deadlocks waits that were refused because they would have closed a cycle
 * @param timeouts requests that ended without the lock: in time, at once, or interrupted
 */
public record LockStatistics(long waits, long waitNs, long deadlocks, long timeouts) {}
