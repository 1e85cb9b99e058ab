package io.ashlar.mvcc.commit;

import io.ashlar.error.SerializationConflictException;
import io.ashlar.mvcc.window.OrderedWindow;
import io.ashlar.mvcc.window.RecentCommits;
import io.ashlar.store.ReadSource;
import io.ashlar.store.ReadVisitor;
import io.ashlar.store.WriteVisitor;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Validates what a serializable commit has read: refused when a commit after its view, an accepted
 * member of its own group included, has changed any of it. So every serializable commit could have
 * done all its reading at its own place in commit order, which makes that order a serial one.
 *
 * <p>Keys are validated by hash, by the window and the hashes of the group; ranges by the ordered
 * window and a walk over the writes of the group's earlier members. The leader's.
 */
final class ReadValidator implements ReadVisitor, WriteVisitor {

  private final RecentCommits window;
  private final OrderedWindow ordered;
  private final GroupKeys keys;

  private ReadSource reads = ReadSource.NONE;
  private long readAt;
  private boolean pointChanged;
  private long changedHash;
  private boolean rangeChanged;

  ReadValidator(RecentCommits window, OrderedWindow ordered, GroupKeys keys) {
    this.window = window;
    this.ordered = ordered;
    this.keys = keys;
  }

  /**
   * Validates a member; it has a failure afterwards if it does not pass.
   *
   * @param earlier members of the group before this one, 0 when none of them writes
   * @throws io.ashlar.error.SnapshotTooOldException when its view is older than the windows
   */
  void validate(PendingCommit commit, ReadSource source, PendingCommit[] members, int earlier) {
    if (earlier == 0 && source.readAt() >= ordered.newest()) {
      return;
    }
    reads = source;
    readAt = source.readAt();
    pointChanged = false;
    rangeChanged = false;
    try {
      source.forEach(this);
      if (!pointChanged && source.hasRanges()) {
        rangeChanged = ordered.changedInside(source);
        for (int i = 0; i < earlier && !rangeChanged; i++) {
          if (members[i].failure() == null) {
            members[i].source().forEach(this);
          }
        }
      }
    } finally {
      reads = ReadSource.NONE;
    }
    if (pointChanged || rangeChanged) {
      refuse(commit);
    }
  }

  private void refuse(PendingCommit commit) {
    commit.conflictHash(pointChanged ? changedHash : 0);
    commit.fail(
        pointChanged
            ? new SerializationConflictException(
                "A key that was read was changed by another commit.",
                "keyHash",
                Long.toHexString(changedHash),
                "readAt",
                readAt)
            : new SerializationConflictException(
                "A range that was read was changed by another commit.", "readAt", readAt));
  }

  @Override
  public void point(long hash, DirectBuffer key, int offset, int length) {
    if (!pointChanged && (keys.contains(hash) || window.changedSince(hash, readAt))) {
      pointChanged = true;
      changedHash = hash;
    }
  }

  @Override
  public void range(
      DirectBuffer lower,
      int lowerOffset,
      int lowerLength,
      DirectBuffer upper,
      int upperOffset,
      int upperLength) {
    // All ranges are validated at once, key by key.
  }

  @Override
  public void put(
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      MutableDirectBuffer value,
      int valueOffset,
      int valueLength,
      long writtenAt) {
    rangeChanged = rangeChanged || reads.covers(key, keyOffset, keyLength);
  }

  @Override
  public void delete(DirectBuffer key, int keyOffset, int keyLength, long writtenAt) {
    rangeChanged = rangeChanged || reads.covers(key, keyOffset, keyLength);
  }

  @Override
  public void check(DirectBuffer key, int keyOffset, int keyLength, long writtenAt) {
    // Changes nothing.
  }
}
