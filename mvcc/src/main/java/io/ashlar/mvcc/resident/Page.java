package io.ashlar.mvcc.resident;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.agrona.MutableDirectBuffer;

/**
 * A range of keys with their values, in a {@link Frame} that is used again and again.
 *
 * <p>The invariant of a page that is published, with the bounds [lower, upper) of its frame, {@link
 * #from} and {@link #end}:
 *
 * <blockquote>
 *
 * at every view V with {@code from <= V < end}, what is alive in [lower, upper) is what the frame
 * says at V: of each key the newest version whose timestamp is at most V.
 *
 * </blockquote>
 *
 * <p>The leader keeps it true: before a commit can be seen it is added here as a version, or {@code
 * end} becomes its timestamp. So readers take no lock: whoever pins V after a commit finds its
 * version, and whoever has an older view passes over it.
 *
 * <p><b>Threads</b>: any may read between {@link #pin} and {@link #unpin}. Versions are added under
 * the lock of the keyspace. A page that is {@linkplain #retire retired} belongs to one thread.
 */
final class Page {

  private static final int RETIRED = -1;
  private static final VarHandle PINS;

  static {
    try {
      PINS = MethodHandles.lookup().findVarHandle(Page.class, "pins", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Frame frame;

  /** Readers inside, or {@link #RETIRED}. While it is above zero the content is not replaced. */
  private volatile int pins = RETIRED;

  /** Changes while the page is retired, and is published with the pins. */
  private ResidentKeyspace keyspace;

  /** Views below know nothing from here. Changes while it is retired. */
  private long from;

  /** Views from here on know nothing from here. Falls once, before the commit can be seen. */
  private volatile long end;

  /** How often it was of use lately, at most 3. Racy: a lost count does no harm. */
  private byte uses;

  /** Whether it has answered since versions were last carried over. Racy. */
  private boolean read;

  /** Whether it is in a queue of the stock, whose lock guards this. */
  private boolean queued;

  /** Whether it is in its keyspace's directory. Guarded by the keyspace's lock. */
  private boolean listed;

  Page(MutableDirectBuffer memory) {
    this.frame = new Frame(memory);
  }

  /** What it says. */
  Frame frame() {
    return frame;
  }

  ResidentKeyspace keyspace() {
    return keyspace;
  }

  /** Keeps the content as it is until {@link #unpin}; false when the page is nobody's range now. */
  boolean pin() {
    while (true) {
      int now = pins;
      if (now < 0) {
        return false;
      }
      if (PINS.compareAndSet(this, now, now + 1)) {
        return true;
      }
    }
  }

  void unpin() {
    int before = (int) PINS.getAndAdd(this, -1);
    assert before > 0 : "a page was unpinned twice";
  }

  /** Takes the page for the caller alone, who is under the lock; false while it is pinned. */
  boolean retire() {
    return PINS.compareAndSet(this, 0, RETIRED);
  }

  boolean retired() {
    return pins == RETIRED;
  }

  /** Whether the page, pinned, says what is alive at a view. */
  boolean answers(long view) {
    return from <= view && view < end;
  }

  /** The first view that is answered. */
  long from() {
    return from;
  }

  /** Has been of use. */
  void used() {
    if (uses < 3) {
      uses++;
    }
    if (!read) {
      read = true;
    }
  }

  /** Begins to be made by its owner: a page of a keyspace, with nothing in it. */
  void begin(ResidentKeyspace newKeyspace, int common) {
    assert retired() : "a page is made by its owner";
    keyspace = newKeyspace;
    uses = 0;
    read = false;
    frame.begin(common);
  }

  /**
   * Ends the making: from now on anybody may read.
   *
   * @param since the first view that is answered
   * @param pinned whether the caller has pinned it
   */
  void publish(long since, boolean pinned) {
    frame.settle();
    from = since;
    end = Long.MAX_VALUE;
    // Volatile, and read by whoever pins: all of the above is seen then.
    pins = pinned ? 1 : 0;
  }

  boolean listed() {
    return listed;
  }

  void listed(boolean now) {
    listed = now;
  }

  /** No view from this timestamp on is answered. */
  void end(long timestamp) {
    if (timestamp < end) {
      end = timestamp;
    }
  }

  /** Whether it has answered since this was asked last. */
  boolean takeRead() {
    boolean was = read;
    read = false;
    return was;
  }

  boolean queued() {
    return queued;
  }

  void queued(boolean now) {
    queued = now;
  }

  boolean usedLately() {
    return uses > 0;
  }

  /** Ages by one. */
  void fade() {
    uses--;
  }

  /** Takes the page out of its directory for the caller alone; false when that cannot be now. */
  boolean withdraw() {
    ResidentKeyspace of = keyspace;
    if (pins != 0 || !of.lock.tryLock()) {
      return false;
    }
    try {
      // It may have been given up, and filled for another keyspace, before the lock was had.
      if (keyspace != of || !retire()) {
        return false;
      }
      if (listed) {
        listed = false;
        of.directory.remove(this);
      }
      return true;
    } finally {
      of.lock.unlock();
    }
  }
}
