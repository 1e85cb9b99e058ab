package io.ashlar.check.recorder;

import java.util.Locale;

/** What kind of transactions to record. */
public enum HistoryWorkload {
  /** Reads of lists and appends to them, in any mixture. */
  APPEND,

  /** Reads and writes of registers, some of which are absent at first. */
  REGISTER,

  /** Transfers between two accounts, and reads of all of them. */
  BANK,

  /** Single writes, and reads of several keys. */
  LONG_FORK,

  /** Reads of both keys of a pair, and a write to one of them. */
  WRITE_SKEW,

  /** Scans of a range with a write outside, and inserts and deletes in the range. */
  PREDICATE;

  /** The name as it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
