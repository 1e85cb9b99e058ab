package io.ashlar.mvcc.resident;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.agrona.DirectBuffer;

/** What of a keyspace is in memory. */
final class ResidentKeyspace {

  private static final int FILLERS = 8;

  final int id;

  /** Held to change the directory, and by the leader while it adds a commit's key to a page. */
  final ReentrantLock lock = new ReentrantLock();

  /** Changed under the lock. */
  final PageDirectory directory = new PageDirectory();

  /** Who fill pages now, over ranges of which the directory has none. Guarded by the lock. */
  private final PageFiller[] fillers = new PageFiller[FILLERS];

  private int filling;

  /**
   * No commit has written into the keyspace with a timestamp above; at first it is not known.
   * Written by the leader before it looks for a page and for fillers; read by a filler after it can
   * be seen. So of the two at least one sees the other: the filler is told of the write, or it
   * knows that it may have missed it.
   */
  final AtomicLong written = new AtomicLong(Long.MAX_VALUE);

  ResidentKeyspace(int id) {
    this.id = id;
  }

  /** Whether its keys are being deleted, of which no leader tells. Guarded by the lock. */
  private boolean dropping;

  /** Under the lock; false when it is not the time. */
  boolean begin(PageFiller filler) {
    if (dropping || filling == FILLERS) {
      return false;
    }
    fillers[filling++] = filler;
    return true;
  }

  /** Under the lock. */
  void end(PageFiller filler) {
    for (int i = 0; i < filling; i++) {
      if (fillers[i] == filler) {
        fillers[i] = fillers[--filling];
        fillers[filling] = null;
        return;
      }
    }
  }

  /** Under the lock: a commit writes a key. */
  void spoil(DirectBuffer key, int offset, int length) {
    for (int i = 0; i < filling; i++) {
      fillers[i].spoil(key, offset, length);
    }
  }

  /** Under the lock: all keys will be deleted. */
  void beginDrop() {
    dropping = true;
    for (int i = 0; i < filling; i++) {
      fillers[i].spoil();
    }
  }

  /** Under the lock: all keys are deleted, as every state shows that is published from now on. */
  void endDrop(long newest) {
    dropping = false;
    written.accumulateAndGet(newest + 1, Math::max);
  }
}
