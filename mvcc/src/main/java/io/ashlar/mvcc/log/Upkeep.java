package io.ashlar.mvcc.log;

/** What the syncer's thread does besides syncing, when it is due. For that thread alone. */
public interface Upkeep {

  /**
   * How long the thread may sleep.
   *
   * @return nanoseconds until it is due, not above 0 when it is
   */
  long untilDueNs();

  /** Does it if it is due. */
  void runIfDue();
}
