package io.ashlar.store.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.codec.memory.Flyweights;
import io.ashlar.store.RangeWatch;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeWatchesTest {

  private static final int KEYSPACE = 77;
  private static final int KEYS = 16;
  private static final int COMMITS = 200_000;

  /** Readings that were believed: without them nothing was tried. */
  private static final long ENOUGH = 1_000;

  private static final long MOST_COMMITS = 100_000_000;

  private final RangeWatches watches = new RangeWatches(10);

  private static byte[] key(int keyspace, int... following) {
    ByteBuffer key = ByteBuffer.allocate(Integer.BYTES + following.length).putInt(keyspace);
    for (int each : following) {
      key.put((byte) each);
    }
    return key.array();
  }

  private void touch(long timestamp, byte[] key) {
    // Not at the beginning of the buffer, as keys of a batch.
    byte[] memory = new byte[key.length + 3];
    System.arraycopy(key, 0, memory, 3, key.length);
    watches.touch(Flyweights.wrap(memory), 3, key.length, timestamp);
  }

  @Test
  void shouldVouchForNothingBeforeItBeginsWhenWatched() {
    try (RangeWatch watch = watches.add(key(KEYSPACE, 1), key(KEYSPACE, 5))) {
      assertThat(watch.unchangedSince(9)).isFalse();
      assertThat(watch.unchangedSince(10)).isTrue();
    }
  }

  @Test
  void shouldBeChangedWhenAKeyOfTheRangeIsTouched() {
    try (RangeWatch watch = watches.add(key(KEYSPACE, 1), key(KEYSPACE, 0x85))) {
      watches.begin(13);
      touch(11, key(KEYSPACE, 0));
      touch(11, key(KEYSPACE));
      touch(12, key(KEYSPACE, 0x85));
      touch(12, key(KEYSPACE, 0xFF));
      touch(13, key(KEYSPACE + 1, 2));
      assertThat(watch.unchangedSince(10)).as("all of them beside it").isTrue();
      watches.begin(14);
      touch(14, key(KEYSPACE, 0x84, 7));
      assertThat(watch.unchangedSince(13)).isFalse();
      assertThat(watch.unchangedSince(14)).isTrue();
      watches.begin(15);
      touch(15, key(KEYSPACE, 1));
      assertThat(watch.unchangedSince(14)).as("the lower bound is inclusive").isFalse();
    }
  }

  @Test
  void shouldKnowNothingWhenClosed() {
    RangeWatch watch = watches.add(key(KEYSPACE, 1), key(KEYSPACE + 1));
    RangeWatch other = watches.add(key(KEYSPACE, 1), key(KEYSPACE + 1));
    assertThat(watches.size()).isEqualTo(2);
    watch.close();
    watch.close();
    assertThat(watches.size()).isEqualTo(1);
    assertThat(watch.unchangedSince(10)).isFalse();
    assertThat(other.unchangedSince(10)).isTrue();
    other.close();
    assertThat(watches.size()).isZero();
  }

  /**
   * One thread commits: it reports its keys, writes them and publishes its timestamp. Others begin
   * to watch, take a view, read a key, and believe the watch: what was read must still be there.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldMissNothingWhenOthersCommitMeanwhile(long seed) throws Exception {
    AtomicLongArray written = new AtomicLongArray(KEYS);
    AtomicLong published = new AtomicLong(10);
    AtomicLong wrong = new AtomicLong();
    AtomicLong believed = new AtomicLong();
    AtomicBoolean ended = new AtomicBoolean();
    Thread reader =
        new Thread(
            () -> {
              Random random = new Random(seed);
              while (!ended.get()) {
                int key = random.nextInt(KEYS);
                long before = published.get();
                try (RangeWatch watch = watches.add(key(KEYSPACE, key), key(KEYSPACE, key + 1))) {
                  long since = random.nextBoolean() ? before : published.get();
                  for (int i = random.nextInt(20); i >= 0; i--) {
                    long view = published.get();
                    long newest = written.get(key);
                    if (watch.unchangedSince(since)) {
                      believed.incrementAndGet();
                      // Above the view it may be there already, but not between the two.
                      wrong.addAndGet(newest > since && newest <= view ? 1 : 0);
                    }
                  }
                }
              }
            },
            "reader");
    reader.start();
    Random random = new Random(~seed);
    // On until the reader has had its turns: on a busy machine it may begin late.
    for (long timestamp = 11;
        timestamp <= COMMITS || (believed.get() < ENOUGH && timestamp <= MOST_COMMITS);
        timestamp++) {
      int key = random.nextInt(KEYS);
      watches.begin(timestamp);
      touch(timestamp, key(KEYSPACE, key, 9));
      written.set(key, timestamp);
      published.set(timestamp);
      for (int i = random.nextInt(100); i > 0; i--) {
        Thread.onSpinWait();
      }
    }
    ended.set(true);
    reader.join();
    assertThat(wrong.get()).isZero();
    assertThat(believed.get()).isGreaterThanOrEqualTo(ENOUGH);
  }
}
