package io.ashlar;

/** When a commit returns, and so what its caller may rely on. */
public enum Durability {

  /** After an fsync of its own. Survives a power cut. */
  ALWAYS,

  /** After an fsync that it shares with others. Survives a power cut. The default. */
  GROUP,

  /**
   * After the write to the log; an fsync follows within an interval. Survives the end of the
   * process; a power cut takes at most the last interval.
   */
  INTERVAL,

  /**
   * After the write to the log. Survives the end of the process; a power cut takes what the system
   * had not written.
   */
  NONE
}
