package io.ashlar.ingest;

/** Why a batch was committed when it was. */
public enum FlushCause {
  /** It had as many rows as a batch has. */
  ROWS,

  /** It had as many bytes as a batch has. */
  BYTES,

  /** Its first row had waited for as long as one may. */
  AGE,

  /** Somebody has flushed or closed the writer. */
  REQUEST,

  /** A row found no room in the queue. */
  FULL
}
