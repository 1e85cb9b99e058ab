package io.ashlar.mvcc.seek;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.mvcc.seek.SeekStart.Answer;
import java.util.concurrent.locks.StampedLock;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The {@link SeekHints} of some keyspaces, and the newest puts into them.
 *
 * <p>A bound has up to three hints: the newest, which is moved up in place, and two that were left
 * behind {@value #DELETES_BETWEEN} deletes apart, for readers whose views are a little older.
 */
final class SeekHintBucket {

  /** Longer lower bounds have no hint; other keys are cut, to the safe side. */
  static final int KEY_BYTES = 96;

  /** Hints at most; bounds that are asked for keep theirs. */
  static final int HINTS = 24;

  /** Puts that are remembered for those who learn. */
  static final int RECENT_PUTS = 64;

  private static final int DELETES_BETWEEN = 64;
  private static final int OPTIMISTIC_TRIES = 16;

  /** Readers are optimistic; whoever writes holds it. Guards what follows. */
  private final StampedLock lock = new StampedLock();

  private final MutableDirectBuffer bounds = Flyweights.wrap(new byte[HINTS * KEY_BYTES]);
  private final int[] boundLengths = new int[HINTS];
  private final MutableDirectBuffer targets = Flyweights.wrap(new byte[HINTS * KEY_BYTES]);

  /** 0 where there is no hint; otherwise the target is above the bound. */
  private final int[] targetLengths = new int[HINTS];

  private final long[] views = new long[HINTS];
  private final long[] deletesAt = new long[HINTS];

  /** Hints from here on have never been set. */
  private int end;

  private int hand;

  /** A ring of the newest puts, by rising timestamp. */
  private final MutableDirectBuffer putKeys = Flyweights.wrap(new byte[RECENT_PUTS * KEY_BYTES]);

  private final int[] putLengths = new int[RECENT_PUTS];

  /** 0 where there is none. */
  private final long[] putTimestamps = new long[RECENT_PUTS];

  private int nextPut;

  /** No put with a timestamp above is missing in the ring. Everything is, at first. */
  private long forgotten = Long.MAX_VALUE;

  private final MutableDirectBuffer candidate = Flyweights.wrap(new byte[KEY_BYTES]);
  private int candidateLength;
  private int putsUnasked;

  // Set by readers without the lock: what they say is approximate.
  private final boolean[] used = new boolean[HINTS];
  private boolean asked;

  /** Puts are told from here on; asks up to which timestamp they may have been missed before. */
  void openForLearning(LongSupplier told) {
    long stamp = lock.writeLock();
    try {
      // Nothing that was dropped from the ring until now is above it either.
      forgotten = told.getAsLong();
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  /** Lowers the hints that a put breaks. Returns how many puts ago the last question was. */
  int put(DirectBuffer key, int offset, int length, long timestamp) {
    long stamp = lock.writeLock();
    try {
      rememberLocked(key, offset, length, timestamp);
      for (int i = 0; i < end; i++) {
        if (covers(i, key, offset, length)) {
          lowerLocked(i, key, offset, Math.min(length, KEY_BYTES));
        }
      }
      putsUnasked = asked ? 0 : putsUnasked + 1;
      asked = false;
      return putsUnasked;
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  private void rememberLocked(DirectBuffer key, int offset, int length, long timestamp) {
    assert putTimestamps[(nextPut + RECENT_PUTS - 1) % RECENT_PUTS] <= timestamp : "out of order";
    forgotten = Math.max(forgotten, putTimestamps[nextPut]);
    // A key that is cut is lower, but not below a bound, none of which is longer than the rest.
    int kept = Math.min(length, KEY_BYTES);
    putKeys.putBytes(nextPut * KEY_BYTES, key, offset, kept);
    putLengths[nextPut] = kept;
    putTimestamps[nextPut] = timestamp;
    nextPut = (nextPut + 1) % RECENT_PUTS;
  }

  private void lowerLocked(int hint, DirectBuffer key, int offset, int length) {
    targets.putBytes(hint * KEY_BYTES, key, offset, length);
    targetLengths[hint] = compareToBound(hint, key, offset, length) > 0 ? length : 0;
  }

  /** Also called with bytes that are being changed; the lengths keep it within the arrays. */
  private boolean covers(int hint, DirectBuffer key, int offset, int length) {
    return targetLengths[hint] != 0
        && compareToTarget(hint, key, offset, length) < 0
        && compareToBound(hint, key, offset, length) >= 0;
  }

  private int compareToTarget(int hint, DirectBuffer key, int offset, int length) {
    return UnsignedBytes.compare(
        key, offset, length, targets, hint * KEY_BYTES, targetLengths[hint]);
  }

  private int compareToBound(int hint, DirectBuffer key, int offset, int length) {
    return UnsignedBytes.compare(key, offset, length, bounds, hint * KEY_BYTES, boundLengths[hint]);
  }

  /** Answers in {@code start}. */
  void find(long view, SeekStart start) {
    asked = true;
    for (int i = 0; i < OPTIMISTIC_TRIES; i++) {
      long stamp = lock.tryOptimisticRead();
      if (stamp != 0) {
        int best = look(view, start);
        if (lock.validate(stamp)) {
          use(best);
          return;
        }
      }
      Thread.onSpinWait();
    }
    long stamp = lock.readLock();
    try {
      use(look(view, start));
    } finally {
      lock.unlockRead(stamp);
    }
  }

  private void use(int hint) {
    if (hint >= 0 && !used[hint]) {
      used[hint] = true;
    }
  }

  private int look(long view, SeekStart start) {
    int best = -1;
    boolean tooNew = false;
    for (int i = 0; i < end; i++) {
      if (covers(i, start.lower(), 0, start.lowerLength())) {
        if (views[i] > view) {
          tooNew = true;
        } else if (best < 0
            || compareToTarget(best, targets, i * KEY_BYTES, targetLengths[i]) > 0) {
          best = i;
        }
      }
    }
    if (best >= 0) {
      start.found(targets, best * KEY_BYTES, targetLengths[best], deletesAt[best]);
    } else {
      start.answer(tooNew ? Answer.TOO_NEW : Answer.NONE);
    }
    return best;
  }

  /** Learns that nothing is alive from the lower bound to a key at a view; not if that is stale. */
  void learn(long view, SeekStart start, DirectBuffer key, int length, long deleted) {
    long stamp = lock.tryWriteLock();
    if (stamp == 0) {
      return;
    }
    try {
      if (view < forgotten) {
        return;
      }
      candidate.putBytes(0, key, 0, length);
      candidateLength = length;
      if (lowerCandidateLocked(view, start)) {
        installLocked(view, start, deleted);
      }
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  /** Takes the puts above the view into account; false when nothing is left. */
  private boolean lowerCandidateLocked(long view, SeekStart start) {
    DirectBuffer lower = start.lower();
    int lowerLength = start.lowerLength();
    for (int i = 0; i < RECENT_PUTS; i++) {
      if (putTimestamps[i] > view) {
        int at = i * KEY_BYTES;
        int length = putLengths[i];
        if (UnsignedBytes.compare(putKeys, at, length, candidate, 0, candidateLength) < 0
            && UnsignedBytes.compare(putKeys, at, length, lower, 0, lowerLength) >= 0) {
          candidate.putBytes(0, putKeys, at, length);
          candidateLength = length;
        }
      }
    }
    return UnsignedBytes.compare(candidate, 0, candidateLength, lower, 0, lowerLength) > 0;
  }

  private void installLocked(long view, SeekStart start, long deleted) {
    int base = baseLocked(start);
    if (base < 0) {
      int slot = freeLocked();
      boundLengths[slot] = start.lowerLength();
      bounds.putBytes(slot * KEY_BYTES, start.lower(), 0, start.lowerLength());
      setLocked(slot, view, deleted);
    } else if (compareToTarget(base, candidate, 0, candidateLength) > 0) {
      // Two ranges that touch, each empty at the newer view but for puts that have lowered it.
      long both = Math.max(view, views[base]);
      int slot = slotForLocked(base, deleted);
      boundLengths[slot] = boundLengths[base];
      bounds.putBytes(slot * KEY_BYTES, bounds, base * KEY_BYTES, boundLengths[base]);
      setLocked(slot, both, deleted);
    }
  }

  private void setLocked(int slot, long view, long deleted) {
    targets.putBytes(slot * KEY_BYTES, candidate, 0, candidateLength);
    targetLengths[slot] = candidateLength;
    views[slot] = view;
    deletesAt[slot] = deleted;
    used[slot] = true;
    assert compareToBound(slot, candidate, 0, candidateLength) > 0 : "an empty range is no hint";
  }

  /** The hint that reaches furthest among those whose range the lower bound lies in or ends. */
  private int baseLocked(SeekStart start) {
    int base = -1;
    for (int i = 0; i < end; i++) {
      if (targetLengths[i] != 0
          && compareToBound(i, start.lower(), 0, start.lowerLength()) >= 0
          && compareToTarget(i, start.lower(), 0, start.lowerLength()) <= 0
          && (base < 0 || reachesFurtherLocked(i, base))) {
        base = i;
      }
    }
    return base;
  }

  private boolean reachesFurtherLocked(int hint, int other) {
    int order = compareToTarget(other, targets, hint * KEY_BYTES, targetLengths[hint]);
    return order > 0 || (order == 0 && deletesAt[hint] > deletesAt[other]);
  }

  /** Where the successor of a hint goes: in its place, or in that of the oldest of its bound. */
  private int slotForLocked(int base, long deleted) {
    int sameBound = 0;
    int oldest = base;
    long second = Long.MIN_VALUE;
    for (int i = 0; i < end; i++) {
      if (targetLengths[i] != 0
          && compareToBound(i, bounds, base * KEY_BYTES, boundLengths[base]) == 0) {
        sameBound++;
        if (deletesAt[i] < deletesAt[oldest]) {
          oldest = i;
        }
        if (i != base) {
          second = Math.max(second, deletesAt[i]);
        }
      }
    }
    if (sameBound > 1 && deleted - second < DELETES_BETWEEN) {
      return base;
    }
    return sameBound < 3 ? freeLocked() : oldest;
  }

  private int freeLocked() {
    for (int i = 0; i < end; i++) {
      if (targetLengths[i] == 0) {
        return i;
      }
    }
    if (end < HINTS) {
      return end++;
    }
    while (true) {
      hand = (hand + 1) % HINTS;
      if (!used[hand]) {
        return hand;
      }
      used[hand] = false;
    }
  }
}
