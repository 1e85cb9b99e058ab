package io.ashlar.mvcc.resident;

import io.ashlar.codec.memory.Flyweights;
import java.nio.ByteBuffer;

/**
 * All pages there are, within a budget: those that are free, and the order in which the others are
 * given up.
 *
 * <p>New pages wait in a short queue, a tenth of all, and go from there to the long one if they
 * were of use meanwhile; the others are given up first. So what is read once, as by a scan of
 * everything, does not push out what is read often (S3-FIFO: Yang et al., "FIFO queues are all you
 * need for cache eviction", SOSP 2023; without its list of what was given up, since not every miss
 * is let in).
 *
 * <p>Thread-safe. Its lock is the last to be taken, and of keyspaces it only tries the locks.
 */
final class PageStock {

  private static final int SLAB = 128;

  /** Pages that are looked at before giving up the search for one to free. */
  private static final int LOOKS = 64;

  /** Falls to what was made when the JVM has no memory for more. */
  private int most;

  private final int few;

  /** Made so far. */
  private int made;

  private ByteBuffer slab;

  private final Page[] free;
  private int freeCount;

  private final PageQueue recent;
  private final PageQueue proven;

  PageStock(long budgetBytes) {
    this.most = (int) Math.min(budgetBytes / Frame.BYTES, 1 << 24);
    this.few = Math.max(1, most / 10);
    this.free = new Page[most];
    this.recent = new PageQueue(most);
    this.proven = new PageQueue(most);
  }

  /** Bytes of the pages made so far. */
  synchronized long bytes() {
    return (long) made * Frame.BYTES;
  }

  /** Whether pages can be had without giving up others. */
  boolean spare() {
    // Racy, and good enough for a guess.
    return freeCount > 0 || made < most;
  }

  /** A retired page, which is the caller's, or null. */
  synchronized Page take() {
    if (freeCount > 0) {
      Page page = free[--freeCount];
      free[freeCount] = null;
      return page;
    }
    if (made < most) {
      try {
        return make();
      } catch (OutOfMemoryError e) {
        // Whoever reads does not need a page.
        most = made;
      }
    }
    return giveUpOne();
  }

  private Page make() {
    int index = made % SLAB;
    if (index == 0) {
      slab = ByteBuffer.allocateDirect(Math.min(SLAB, most - made) * Frame.BYTES);
    }
    Page page = new Page(Flyweights.wrap(slab.slice(index * Frame.BYTES, Frame.BYTES)));
    made++;
    return page;
  }

  /** Takes a retired page back. */
  synchronized void give(Page page) {
    assert page.retired() : "only what nobody reads is free";
    free[freeCount++] = page;
  }

  /** A page has been published. */
  synchronized void published(Page page) {
    if (!page.queued()) {
      page.queued(true);
      recent.add(page);
    }
  }

  private Page giveUpOne() {
    for (int i = 0; i < LOOKS; i++) {
      boolean young = recent.size() > few || proven.size() == 0;
      Page page = (young ? recent : proven).poll();
      if (page == null) {
        return null;
      }
      if (page.retired()) {
        // Free, or being filled anew.
        page.queued(false);
      } else if (page.usedLately()) {
        page.fade();
        proven.add(page);
      } else if (page.withdraw()) {
        page.queued(false);
        return page;
      } else {
        proven.add(page);
      }
    }
    return null;
  }
}
