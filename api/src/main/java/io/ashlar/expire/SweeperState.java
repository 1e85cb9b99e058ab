package io.ashlar.expire;

/** Whether a {@link Sweeper} works. */
public enum SweeperState {
  /** It works, or waits for its next round. */
  RUNNING,

  /** It was closed, or its database was. */
  STOPPED,

  /** A failure that no later round can get over has ended it: {@link Sweeper#lastFailure} tells. */
  FAILED
}
