package io.ashlar.engine.gate;

import java.time.Duration;

/** How long a closer waits for those who are inside: not for ever. Immutable. */
public final class CloseLimit {

  private final long limitNs;

  private CloseLimit(long limitNs) {
    this.limitNs = limitNs;
  }

  /**
   * A limit.
   *
   * @param limit how long each wait may take, up to 292 years
   * @return the limit
   */
  public static CloseLimit of(Duration limit) {
    return new CloseLimit(limit.toNanos());
  }

  /**
   * Begins a wait. Allocates: for those who have looked and found somebody.
   *
   * @param gate what is waited for, in one word
   * @param inside the beginning of the names of classes that hold it while they run
   * @param idle methods of these classes in which a thread holds nothing, as {@code
   *     package.Class.method}
   * @return the wait, for the calling thread, which closes it
   */
  public CloseWait begin(String gate, String inside, String... idle) {
    return new CloseWait(limitNs, gate, inside, idle);
  }
}
