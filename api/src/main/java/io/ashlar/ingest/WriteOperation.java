package io.ashlar.ingest;

/** What becomes of a row that is submitted. */
public enum WriteOperation {
  /** It is inserted; one with the same primary key fails it. */
  INSERT,

  /** It is inserted, or changes the columns that are set of the row with its primary key. */
  UPSERT,

  /** The row with its primary key is deleted; where there is none, nothing happens. */
  DELETE
}
