package io.ashlar.mvcc.embedded;

import io.ashlar.engine.EngineBatch;
import io.ashlar.engine.Family;
import io.ashlar.mvcc.commit.CommitObserver;
import io.ashlar.store.watch.RangeWatches;
import org.agrona.DirectBuffer;

/** Tells the watched ranges, which know no groups of commits, of rows and entries. */
final class WatchObserver implements CommitObserver {

  private final RangeWatches watches;

  WatchObserver(RangeWatches watches) {
    this.watches = watches;
  }

  @Override
  public void begin(long newest) {
    watches.begin(newest);
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
    if (family == Family.DATA) {
      watches.touch(key, keyOffset, keyLength, timestamp);
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
      watches.touch(key, keyOffset, keyLength, timestamp);
    }
  }
}
