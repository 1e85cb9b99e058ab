package io.ashlar.transaction;

/** When a commit returns, and so what its caller may rely on. */
public enum Durability {

  /** After an fsync of its own. Survives a power cut. */
  ALWAYS,

  /** After an fsync that it shares with others. Survives a power cut. The default. */
  GROUP,

  /**
   * After the write to the log; an fsync that covers it begins within an interval ({@link
   * io.ashlar.Options.Builder#syncInterval}), counted from the oldest commit that is not on disk
   * yet, or as soon as the fsync has ended that runs at that moment. Survives the end of the
   * process. A power cut takes at most the commits of the last interval and of the time that the
   * disk takes for the fsync, and for the one before it if that was still running: on a loaded disk
   * a fsync may take longer than the interval.
   */
  INTERVAL,

  /**
   * After the write to the log. Survives the end of the process; a power cut takes what the system
   * had not written.
   */
  NONE;

  /**
   * Whether a commit that has returned survives a power cut.
   *
   * @return true for {@link #ALWAYS} and {@link #GROUP}
   */
  public boolean waitsForSync() {
    return this == ALWAYS || this == GROUP;
  }
}
