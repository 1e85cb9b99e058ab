package io.ashlar.verify;

/** What can be wrong with a database. */
public enum ProblemKind {

  /** A block or file does not have the checksum that it was written with. */
  CHECKSUM,

  /** The catalog contradicts itself or cannot be read. */
  CATALOG,

  /** A row or its key cannot be read, or breaks a rule of its table. */
  ROW_DAMAGED,

  /** A row has no entry in an index. Can be repaired. */
  ROW_WITHOUT_ENTRY,

  /** The entry of a row is not what the row says. Can be repaired. */
  ENTRY_DIFFERS,

  /** An index entry or its key cannot be read. Can be repaired. */
  ENTRY_DAMAGED,

  /**
   * An index entry belongs to no row, or to one that a partial index leaves out. Can be repaired.
   */
  ENTRY_WITHOUT_ROW,

  /** A row references a row that there is not. */
  REFERENCE_WITHOUT_ROW,

  /** A keyspace that no table or index owns holds keys. Can be repaired. */
  ORPHAN_KEYSPACE
}
