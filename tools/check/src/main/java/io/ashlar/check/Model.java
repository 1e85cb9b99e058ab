package io.ashlar.check;

import java.util.Locale;

/**
 * What a history is checked against. One that forbids more in what depends on what, and keeps real
 * time if the other does, forbids all that the other forbids; {@link #STRONG_SNAPSHOT_ISOLATION}
 * and {@link #SERIALIZABLE} each forbid something that the other allows.
 */
public enum Model {
  /** PL-2 of Adya: no dirty writes, no reads of what was aborted or not final, no G1c. */
  READ_COMMITTED(0, false),

  /** Each transaction reads one state, and of two concurrent writers of a key only one commits. */
  SNAPSHOT_ISOLATION(1, false),

  /**
   * Snapshot isolation in which a state holds all that had been acknowledged when its reader began:
   * K. Daudjee and K. Salem, <i>Lazy Database Replication with Snapshot Isolation</i>, VLDB 2006.
   */
  STRONG_SNAPSHOT_ISOLATION(1, true),

  /** PL-3 of Adya: some serial order explains everything that was read. */
  SERIALIZABLE(2, false),

  /** That serial order also keeps real time: who ended before another began comes first. */
  STRICT_SERIALIZABLE(2, true);

  private final int dependencies;
  private final boolean realTime;

  Model(int dependencies, boolean realTime) {
    this.dependencies = dependencies;
    this.realTime = realTime;
  }

  /** Whether what {@code weakest} is the weakest model to forbid is forbidden here too. */
  boolean forbids(Model weakest) {
    return dependencies >= weakest.dependencies && (realTime || !weakest.realTime);
  }

  /** Whether it matters who had ended when another began. */
  boolean keepsRealTime() {
    return realTime;
  }

  /** The name as it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
