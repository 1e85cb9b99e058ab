package io.ashlar.rows.wait;

import java.io.Serial;
import java.util.concurrent.locks.ReentrantLock;

/** A lock that tells who holds it, for messages. */
public final class OwnedLock extends ReentrantLock {

  @Serial private static final long serialVersionUID = 1L;

  /** Held by nobody. */
  public OwnedLock() {}

  /** Who holds it at this moment, as far as can be seen, or null. */
  Thread owner() {
    return getOwner();
  }
}
