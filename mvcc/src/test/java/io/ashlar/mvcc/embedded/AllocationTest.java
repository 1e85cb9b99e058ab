package io.ashlar.mvcc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.store.Committer;
import io.ashlar.store.Freshness;
import io.ashlar.store.OrderedListener;
import io.ashlar.store.ReadView;
import io.ashlar.store.StoreCursor;
import io.ashlar.store.conformance.TestWrites;
import io.ashlar.testkit.AllocationRounds;
import io.ashlar.transaction.Durability;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AllocationTest {

  private static final int TURNS = 5_000;

  /** The native snapshot of each group with its handle; everything else is reused. */
  private static final long SNAPSHOT_BYTES = 256;

  private static final OrderedListener IGNORED = timestamp -> {};

  private final BufferPool pool = new BufferPool(1 << 20);
  private final PooledBuffer value = pool.acquire(1_024);
  private final TestWrites writes = new TestWrites();
  private final MutableDirectBuffer key = TestWrites.key(100, "a");
  private final MutableDirectBuffer end = TestWrites.key(101, "");

  @TempDir private Path directory;
  private EmbeddedStore store;

  @BeforeEach
  void open() {
    store = EmbeddedStore.open(directory.resolve("store"), StoreOptions.defaults());
  }

  @AfterEach
  void close() {
    store.close();
    value.close();
    pool.close();
  }

  private static double bytesPerTurn(double limit, Runnable turn) {
    return AllocationRounds.leastBytes(limit, TURNS, i -> turn.run());
  }

  @Test
  void shouldAllocateNothingButSnapshotWhenCommitting() {
    try (Committer committer = store.newCommitter()) {
      writes.put(key, 1, 100, Long.MAX_VALUE);
      double bytes =
          bytesPerTurn(SNAPSHOT_BYTES, () -> committer.commit(writes, 0, Durability.NONE, IGNORED));
      assertThat(bytes).isLessThanOrEqualTo(SNAPSHOT_BYTES);
    }
  }

  @Test
  void shouldAllocateNothingWhenPinningReadingAndScanning() {
    try (Committer committer = store.newCommitter();
        ReadView view = store.newView();
        StoreCursor cursor = store.newCursor()) {
      for (int i = 0; i < 20; i++) {
        key.putByte(4, (byte) ('a' + i));
        writes.put(key, i, 100, Long.MAX_VALUE);
      }
      committer.commit(writes, 0, Durability.NONE, IGNORED);
      double bytes =
          bytesPerTurn(
              0.5,
              () -> {
                view.pin(Freshness.WRITTEN);
                view.get(key, 0, key.capacity(), value);
                cursor.open(view, key, 0, 4, end, 0, end.capacity());
                int rows = 0;
                for (boolean row = cursor.first(); row; row = cursor.next()) {
                  rows += cursor.value().getByte(0);
                }
                if (rows != 20) {
                  throw new IllegalStateException("rows " + rows);
                }
                store.changedSince(key, 0, key.capacity(), view.timestamp());
                cursor.release();
                view.release();
              });
      assertThat(bytes).isLessThan(1);
    }
  }

  @Test
  void shouldAllocateNothingButSnapshotsWhenHeadOfQueueIsTaken() {
    try (Committer committer = store.newCommitter();
        ReadView view = store.newView();
        StoreCursor cursor = store.newCursor()) {
      MutableDirectBuffer row = TestWrites.key(100, "queue-00");
      AtomicLong tail = new AtomicLong();
      double bytes =
          bytesPerTurn(
              2 * SNAPSHOT_BYTES,
              () -> {
                row.putLong(4, tail.incrementAndGet(), ByteOrder.BIG_ENDIAN);
                writes.clear().put(row, 1, 100, Long.MAX_VALUE);
                committer.commit(writes, 0, Durability.NONE, IGNORED);
                view.pin(Freshness.WRITTEN);
                cursor.open(view, key, 0, 4, end, 0, end.capacity());
                if (!cursor.first()
                    || cursor.key().getLong(4, ByteOrder.BIG_ENDIAN) != tail.get()) {
                  throw new IllegalStateException("the head is not the row");
                }
                cursor.release();
                view.release();
                writes.clear().delete(row, Long.MAX_VALUE);
                committer.commit(writes, 0, Durability.NONE, IGNORED);
              });
      assertThat(bytes).isLessThanOrEqualTo(2 * SNAPSHOT_BYTES);
    }
  }

  @Test
  void shouldAllocateNothingWhenCommittingWithoutWrites() {
    try (Committer committer = store.newCommitter()) {
      long timestamp = store.newestTimestamp();
      double bytes =
          bytesPerTurn(0.5, () -> committer.commit(writes, timestamp, Durability.NONE, IGNORED));
      assertThat(bytes).isLessThan(1);
    }
  }
}
