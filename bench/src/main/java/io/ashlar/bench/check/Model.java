package io.ashlar.bench.check;

import java.util.Locale;

/** What a history is checked against, from the weakest to the strongest; each forbids more. */
public enum Model {
  /** PL-2 of Adya: no dirty writes, no reads of what was aborted or not final, no G1c. */
  READ_COMMITTED,

  /** Each transaction reads one state, and of two concurrent writers of a key only one commits. */
  SNAPSHOT_ISOLATION,

  /** PL-3 of Adya: some serial order explains everything that was read. */
  SERIALIZABLE,

  /** That serial order also keeps real time: who ended before another began comes first. */
  STRICT_SERIALIZABLE;

  /** Whether what {@code weakest} is the weakest model to forbid is forbidden here too. */
  boolean forbids(Model weakest) {
    return compareTo(weakest) >= 0;
  }

  /** The name as it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
