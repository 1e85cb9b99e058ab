package io.ashlar.mvcc.log;

/** How much of the space that is kept free a write may use. */
public enum WriteNeed {
  /** Rows come or change: refused while less is free than the store keeps. */
  ORDINARY(1),

  /** Rows go, or the catalog changes: what gives space back must be possible when it is short. */
  FREEING(4),

  /** What the store itself must write to be opened, and to go on. */
  UPKEEP(64);

  private final int part;

  WriteNeed(int part) {
    this.part = part;
  }

  /** What must stay free behind such a write, in bytes. */
  long keptFree(long minFreeBytes) {
    return minFreeBytes / part;
  }
}
