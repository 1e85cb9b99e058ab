package io.ashlar.load;

/** What becomes of a row whose primary key is there, in the table or in a row loaded before. */
public enum Duplicates {
  /** The load fails. A key of a unique index that is there fails it whatever is chosen. */
  REFUSE,

  /** The row is left out. Where a key of a unique index is there, the row is left out as well. */
  SKIP,

  /** The row takes the place of the other one, which is deleted with all its columns. */
  REPLACE
}
