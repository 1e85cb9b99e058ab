package io.ashlar.index;

/** How far an index has come. */
public enum IndexState {

  /** Writers add and remove entries; rows from before have none yet. Statements do not read it. */
  WRITE_ONLY,

  /** Rows from before get their entries, in the order of the primary key. */
  BACKFILL,

  /** Every row has its entry, and no two rows have the same key in a unique index. */
  VALIDATED,

  /** Statements read it. */
  PUBLIC
}
