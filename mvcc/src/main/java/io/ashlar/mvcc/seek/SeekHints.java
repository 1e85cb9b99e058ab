package io.ashlar.mvcc.seek;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.engine.EngineBatch;
import io.ashlar.engine.Family;
import io.ashlar.mvcc.commit.CommitObserver;
import io.ashlar.mvcc.seek.SeekStart.Answer;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.agrona.DirectBuffer;

/**
 * Where a search from a lower bound may begin, so that it does not walk over keys that were deleted
 * long ago. RocksDB keeps a tombstone for each until a compaction has dropped it, and a table that
 * is used as a queue has all of its tombstones before its head.
 *
 * <p>A hint (A, L, V) says:
 *
 * <blockquote>
 *
 * at every view with a timestamp W &gt;= V, no key in [A, L) is alive, unless a commit with a
 * timestamp in (V, W] has put one there.
 *
 * </blockquote>
 *
 * <p>It is learned by a search that began at A at view V and came out at L; or at a hint before L
 * that held at V, which comes to the same. What was said is then simply true, and stays so: a key
 * that is alive at W was alive at V or has been put since. What changes is the rider, so the
 * invariant of this class is that nobody has to look at it:
 *
 * <blockquote>
 *
 * a hint that a reader finds has had no put into [A, L) with a timestamp in (V, W], W being the
 * timestamp of the reader's view.
 *
 * </blockquote>
 *
 * <ul>
 *   <li><b>Puts lower.</b> The leader tells of each put, with its timestamp, before the group's
 *       state is published; a hint with A &lt;= key &lt; L then gets L = key. A reader whose view
 *       contains the put has pinned it after that, so it finds the lowered hint. A reader with an
 *       older view may find either, and both hold for it.
 *   <li><b>Old views stay out.</b> A hint is for views at or above its V; below it, what was
 *       deleted up to V may be alive.
 *   <li><b>Learning late.</b> Between the pin of V and the end of the search others may have put a
 *       key below L, and the leader found no hint to lower. So the newest puts are remembered, and
 *       one that learns lowers L to each of them that is above V itself. When some above V may have
 *       been forgotten, nothing is learned.
 * </ul>
 *
 * <p>Deletes never break a hint; they are counted, since they are what makes a search long. A bound
 * without a hint is learned at the price of {@value #DELETES_PER_LESSON} deletes, and a hint is
 * moved up once as many have been seen since it was learned, so that tables in which nothing is
 * deleted pay for a look and no more. Views older than the newest hint find one that was learned up
 * to some hundred deletes before; views older than that search as if there were none, as do
 * searches backward and bounds of more than {@value SeekHintBucket#KEY_BYTES} bytes.
 *
 * <p>Keyspaces are spread over {@value #BUCKETS} buckets, which are made when something is learned
 * and dropped when nobody has asked them for long; at most 0.8 MB. Asking, learning and telling
 * allocate nothing but a bucket. Only keys of the data family have hints. All threads may ask and
 * learn; the pipeline's leader tells.
 */
public final class SeekHints implements CommitObserver {

  /** What must have been deleted for a search to be worth a hint. */
  static final int DELETES_PER_LESSON = 8;

  private static final int BUCKETS = 64;

  /** Lessons of each bucket that are free: what was deleted before the start is not known. */
  private static final int FREE_LESSONS = 64;

  /** A bucket that so many puts have passed without a question is dropped. */
  private static final int PUTS_UNTIL_DROPPED = 1 << 16;

  private final AtomicReferenceArray<SeekHintBucket> buckets = new AtomicReferenceArray<>(BUCKETS);

  /** Deletions by bucket. Written by the leader. */
  private final AtomicLongArray deletes = new AtomicLongArray(BUCKETS);

  /** Deletions by bucket that lessons have been paid with. */
  private final AtomicLongArray spent = new AtomicLongArray(BUCKETS);

  /**
   * No put has been told with a timestamp above. Written by the leader before it looks for a bucket
   * to tell; read by the maker of a bucket after it can be seen. So of the two at least one sees
   * the other: the put is in the bucket, or the bucket knows that it has missed it.
   */
  private volatile long told;

  /** Knows nothing yet. */
  public SeekHints() {
    for (int i = 0; i < BUCKETS; i++) {
      deletes.set(i, (long) FREE_LESSONS * DELETES_PER_LESSON);
    }
  }

  private static int index(DirectBuffer key, int offset) {
    return KeyspacePrefix.of(key, offset) & (BUCKETS - 1);
  }

  @Override
  public void begin(long newest) {
    assert newest > told : "groups are told in order";
    told = newest;
  }

  @Override
  public void put(
      EngineBatch batch,
      Family family,
      long hash,
      long timestamp,
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueOffset,
      int valueLength) {
    if (family != Family.DATA) {
      return;
    }
    assert timestamp <= told : "the group was not begun";
    int index = index(key, keyOffset);
    SeekHintBucket bucket = buckets.get(index);
    if (bucket != null && bucket.put(key, keyOffset, keyLength, timestamp) > PUTS_UNTIL_DROPPED) {
      // Who still holds it has an older view than this put's, for which it stays right.
      buckets.set(index, null);
    }
  }

  @Override
  public void delete(
      EngineBatch batch,
      Family family,
      long hash,
      long timestamp,
      DirectBuffer key,
      int keyOffset,
      int keyLength) {
    if (family == Family.DATA) {
      int index = index(key, keyOffset);
      deletes.lazySet(index, deletes.get(index) + 1);
    }
  }

  /**
   * Looks for where a search from the lower bound may begin.
   *
   * @param view timestamp of the pinned view
   * @param start has the bounds, and takes the answer
   * @return whether the target is set
   */
  public boolean find(long view, SeekStart start) {
    SeekHintBucket bucket = buckets.get(index(start.lower(), 0));
    if (bucket == null) {
      start.answer(Answer.NONE);
    } else {
      bucket.find(view, start);
    }
    return start.answer() == Answer.FOUND;
  }

  /**
   * Takes note of where the search that {@link #find} was asked for has ended, if that is worth it.
   *
   * @param view timestamp of the pinned view
   * @param start as it was answered
   * @param key the lowest key at or above the lower bound at the view, or null when there is none
   *     below the upper bound
   */
  public void learn(long view, SeekStart start, DirectBuffer key) {
    DirectBuffer end = key == null ? start.upper() : key;
    int length = key == null ? start.upperLength() : key.capacity();
    int index = index(start.lower(), 0);
    long deleted = deletes.get(index);
    switch (start.answer()) {
      case FOUND -> {
        if (deleted - start.deletesAt() < DELETES_PER_LESSON
            || UnsignedBytes.compare(start.target(), 0, start.targetLength(), end, 0, length)
                >= 0) {
          return;
        }
      }
      case NONE -> {
        if (UnsignedBytes.compare(start.lower(), 0, start.lowerLength(), end, 0, length) >= 0
            || !pay(index, deleted)) {
          return;
        }
      }
      case TOO_NEW -> {
        return;
      }
    }
    bucket(index).learn(view, start, end, Math.min(length, SeekHintBucket.KEY_BYTES), deleted);
  }

  private boolean pay(int index, long deleted) {
    long paid = spent.get(index);
    return deleted - paid >= DELETES_PER_LESSON
        && spent.compareAndSet(index, paid, paid + DELETES_PER_LESSON);
  }

  private SeekHintBucket bucket(int index) {
    SeekHintBucket bucket = buckets.get(index);
    if (bucket != null) {
      return bucket;
    }
    SeekHintBucket made = new SeekHintBucket();
    if (!buckets.compareAndSet(index, null, made)) {
      return made;
    }
    made.openForLearning(this::told);
    return made;
  }

  private long told() {
    return told;
  }
}
