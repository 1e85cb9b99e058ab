package io.ashlar.mvcc.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.SnapshotTooOldException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class RecentCommitsTest {

  private static final long FLOOR = 1_000;

  /** Spreads keys over all stripes, and makes them collide in the tables' low bits. */
  private static long hash(int key) {
    return ((long) key << 58) | (key >>> 3);
  }

  @Property(tries = 60)
  void shouldNeverMissChangeWhenWindowIsTrimmed(
      @ForAll long seed, @ForAll @IntRange(min = 8, max = 4_096) int maxEntries) {
    Random random = new Random(seed);
    RecentCommits window = new RecentCommits(maxEntries, FLOOR);
    Map<Long, Long> model = new HashMap<>();
    long timestamp = FLOOR;
    int refusals = 0;
    for (int i = 0; i < 6_000; i++) {
      long hash = hash(random.nextInt(1_500));
      timestamp += 1 + random.nextInt(2);
      window.record(hash, timestamp, timestamp - random.nextInt(3_000));
      model.put(hash, timestamp);
      long asked = hash(random.nextInt(1_500));
      long since = timestamp - random.nextInt(1 + random.nextInt(4_000));
      boolean changed = model.getOrDefault(asked, 0L) > since;
      try {
        assertThat(window.changedSince(asked, since)).isEqualTo(changed);
      } catch (SnapshotTooOldException e) {
        refusals++;
      }
      assertThat(window.changedSince(asked, timestamp)).isFalse();
    }
    assertThat(window.entries()).isLessThanOrEqualTo(Math.max(maxEntries, 8 * 64));
    assertThat(refusals).isLessThan(6_000);
  }

  @Test
  void shouldRefuseQuestionBelowFloor() {
    RecentCommits window = new RecentCommits(1_024, FLOOR);
    assertThat(window.changedSince(1, FLOOR)).isFalse();
    assertThatThrownBy(() -> window.changedSince(1, FLOOR - 1))
        .isInstanceOf(SnapshotTooOldException.class);
    window.record(1, FLOOR + 1, FLOOR);
    assertThat(window.changedSince(1, FLOOR - 1)).isTrue();
  }

  @Test
  void shouldStayWithinBoundWhenOldViewIsPinned() {
    RecentCommits window = new RecentCommits(1_024, FLOOR);
    for (int i = 0; i < 100_000; i++) {
      window.record(hash(i), FLOOR + 1 + i, FLOOR);
    }
    assertThat(window.entries()).isLessThanOrEqualTo(1_024);
    assertThatThrownBy(() -> window.changedSince(hash(5_000_000), FLOOR))
        .isInstanceOf(SnapshotTooOldException.class);
  }

  @Test
  void shouldTrimToOldestViewBeforeBound() {
    RecentCommits window = new RecentCommits(64 * 1_024, FLOOR);
    for (int i = 0; i < 64 * 512; i++) {
      window.record(hash(i), FLOOR + 1 + i, FLOOR + i);
    }
    assertThat(window.entries()).isLessThanOrEqualTo(64 * 1_024 / 8);
  }

  @Test
  void shouldNeverAnswerFalseForRecordedKeyWhenAskedDuringRecording() throws Exception {
    RecentCommits window = new RecentCommits(2_048, FLOOR);
    int keys = 700;
    AtomicLong[] recorded = new AtomicLong[keys];
    for (int i = 0; i < keys; i++) {
      recorded[i] = new AtomicLong();
    }
    long wrong = 0;
    long asked = 0;
    Thread leader =
        new Thread(
            () -> {
              Random random = new Random(7);
              for (long timestamp = FLOOR + 1; timestamp < FLOOR + 1_500_000; timestamp++) {
                int key = random.nextInt(keys);
                window.record(hash(key), timestamp, timestamp - 1_000);
                recorded[key].set(timestamp);
              }
            });
    leader.start();
    Random random = new Random(8);
    while (leader.isAlive()) {
      int key = random.nextInt(keys);
      long newest = recorded[key].get();
      if (newest > 0) {
        try {
          asked++;
          if (!window.changedSince(hash(key), newest - 1)) {
            wrong++;
          }
        } catch (SnapshotTooOldException e) {
          // An honest answer.
        }
      }
    }
    leader.join();
    assertThat(wrong).isZero();
    assertThat(asked).isPositive();
  }
}
