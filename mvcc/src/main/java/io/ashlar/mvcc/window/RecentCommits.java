package io.ashlar.mvcc.window;

import io.ashlar.error.SnapshotTooOldException;

/**
 * The window of recent commits: for each key hash the timestamp of the newest commit that wrote or
 * deleted the key, back to a floor.
 *
 * <p>Rows alone cannot tell a conflict, since a delete leaves nothing behind: T1 reads k as absent,
 * T2 inserts it, T3 deletes it, T1 inserts. Here T3's delete is found.
 *
 * <p>Recorded by the leader of the pipeline, asked by all threads: the window is split by hash into
 * {@value #STRIPES} stripes, and a question reads its stripe optimistically, so that it neither
 * waits for the leader nor holds it up unless both are at the same stripe. Recording and asking
 * allocate nothing once the stripes have grown to their size.
 */
public final class RecentCommits {

  static final int STRIPES = 64;

  /** In place of a timestamp: the window knows no commit of the key. */
  public static final long NONE = 0;

  private final RecentCommitsStripe[] stripes = new RecentCommitsStripe[STRIPES];

  /**
   * An empty window.
   *
   * @param maxEntries entries kept at most, whatever views are pinned
   * @param floor what happened up to this timestamp is known not to concern anybody
   */
  public RecentCommits(int maxEntries, long floor) {
    int each = Math.max(8, maxEntries / STRIPES);
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new RecentCommitsStripe(each, floor);
    }
  }

  /**
   * What the window takes on the heap now.
   *
   * @return bytes
   */
  public long bytes() {
    long bytes = 0;
    for (RecentCommitsStripe stripe : stripes) {
      bytes += stripe.bytes();
    }
    return bytes;
  }

  private RecentCommitsStripe stripe(long hash) {
    return stripes[(int) (hash >>> 58)];
  }

  /**
   * Notes that a commit has changed a key. For the leader.
   *
   * @param hash of the key
   * @param timestamp of the commit
   * @param oldestView timestamp of the oldest pinned view, or less
   */
  public void record(long hash, long timestamp, long oldestView) {
    stripe(hash).record(hash, timestamp, oldestView);
  }

  /**
   * Whether a recorded commit above the timestamp has changed the key.
   *
   * @param hash of the key
   * @param timestamp the timestamp
   * @return true when so, or when another key of the same hash was changed
   * @throws SnapshotTooOldException when that is not known any more
   */
  public boolean changedSince(long hash, long timestamp) {
    RecentCommitsStripe stripe = stripe(hash);
    long newest = stripe.newest(hash);
    if (newest > timestamp) {
      return true;
    }
    // The floor is read after the key: an entry trimmed between the two has raised it.
    if (timestamp < stripe.floor()) {
      throw new SnapshotTooOldException(
          "The view is older than the window of recent commits.",
          "timestamp",
          timestamp,
          "oldest",
          stripe.floor());
    }
    return false;
  }

  /**
   * The newest recorded commit that has changed the key.
   *
   * @param hash of the key
   * @return its timestamp, or {@link #NONE}
   */
  public long newest(long hash) {
    return stripe(hash).newest(hash);
  }

  /**
   * How many facts are kept.
   *
   * @return the number
   */
  public int entries() {
    int sum = 0;
    for (RecentCommitsStripe stripe : stripes) {
      sum += stripe.entries();
    }
    return sum;
  }
}
