package io.ashlar.load;

/** What a load does. */
public enum LoadPhase {
  /** Takes rows from their source. */
  READING,

  /** Writes files of rows and index entries, in the order of their keys. */
  WRITING,

  /** Makes the files part of the table. */
  PUBLISHING
}
