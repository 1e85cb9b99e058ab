package io.ashlar.mvcc.commit;

import io.ashlar.mvcc.window.OrderedWindow;
import io.ashlar.store.WriteVisitor;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Copies the keys that a published commit has changed into the ordered window. The leader's. */
final class KeyRecorder implements WriteVisitor {

  private final OrderedWindow ordered;
  private long timestamp;
  private long oldestView;

  KeyRecorder(OrderedWindow ordered) {
    this.ordered = ordered;
  }

  void record(PendingCommit commit, long oldestPinnedView) {
    timestamp = commit.timestamp();
    oldestView = oldestPinnedView;
    commit.source().forEach(this);
  }

  @Override
  public void put(
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      MutableDirectBuffer value,
      int valueOffset,
      int valueLength,
      long readAt) {
    ordered.record(key, keyOffset, keyLength, timestamp, oldestView);
  }

  @Override
  public void delete(DirectBuffer key, int keyOffset, int keyLength, long readAt) {
    ordered.record(key, keyOffset, keyLength, timestamp, oldestView);
  }

  @Override
  public void check(DirectBuffer key, int keyOffset, int keyLength, long readAt) {
    // Changes nothing.
  }
}
