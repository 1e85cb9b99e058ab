package io.ashlar.mvcc.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.codec.value.CommitTimestamp;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class HybridClockTest {

  private static final long START_MS = 1_800_000_000_000L;

  /** Stands for the disk: only what was persisted is there after a restart. */
  private long persisted;

  private HybridClock restart(AtomicLong wall) {
    HybridClock clock = new HybridClock(wall::get, persisted);
    raise(clock);
    return clock;
  }

  private void raise(HybridClock clock) {
    persisted = clock.nextCeiling();
    clock.raiseCeiling(persisted);
  }

  private long issue(HybridClock clock, int count) {
    if (!clock.reserve(count)) {
      raise(clock);
      assertThat(clock.reserve(count)).isTrue();
    }
    return clock.last() - count + 1;
  }

  @Property(tries = 300)
  void shouldNeverRepeatTimestampWhenClockStepsAndProcessRestarts(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = -20_000, max = 20_000) Integer> steps,
      @ForAll @IntRange(min = 2, max = 9) int restartEvery) {
    AtomicLong wall = new AtomicLong(START_MS);
    persisted = 0;
    HybridClock clock = restart(wall);
    long last = 0;
    for (int i = 0; i < steps.size(); i++) {
      wall.addAndGet(steps.get(i));
      if (i % restartEvery == 0) {
        clock = restart(wall);
      }
      int count = 1 + Math.abs(steps.get(i)) % 300;
      long first = issue(clock, count);
      assertThat(first).isGreaterThan(last);
      last = first + count - 1;
      assertThat(last).isEqualTo(clock.last()).isLessThanOrEqualTo(persisted);
    }
  }

  @Test
  void shouldNotLowerCeilingWhenWallStepsBack() {
    AtomicLong wall = new AtomicLong(START_MS);
    HybridClock clock = restart(wall);
    long before = persisted;
    wall.addAndGet(-3_600_000);
    raise(clock);
    assertThat(persisted).isGreaterThanOrEqualTo(before).isGreaterThanOrEqualTo(clock.ceiling());
  }

  @Test
  void shouldFollowWallClock() {
    AtomicLong wall = new AtomicLong(START_MS);
    HybridClock clock = restart(wall);
    wall.addAndGet(2_500);
    assertThat(CommitTimestamp.millis(issue(clock, 3))).isEqualTo(START_MS + 2_500);
  }

  @Test
  void shouldNotIssueAboveCeilingUntilItIsRaised() {
    AtomicLong wall = new AtomicLong(START_MS);
    HybridClock clock = restart(wall);
    wall.addAndGet(HybridClock.CEILING_AHEAD_MS + 1);
    assertThat(clock.ceilingNear()).isTrue();
    long last = clock.last();
    assertThat(clock.reserve(1)).isFalse();
    assertThat(clock.last()).isEqualTo(last);
    raise(clock);
    assertThat(clock.ceilingNear()).isFalse();
    assertThat(clock.reserve(1)).isTrue();
    assertThat(clock.last()).isGreaterThan(last);
  }

  @Test
  void shouldBoundDriftWhenProcessCrashesAgainAndAgain() {
    AtomicLong wall = new AtomicLong(START_MS);
    persisted = 0;
    for (int i = 0; i < 100; i++) {
      issue(restart(wall), 1);
    }
    long leadMs = CommitTimestamp.millis(persisted) - START_MS;
    assertThat(leadMs)
        .isLessThanOrEqualTo(
            HybridClock.CEILING_AHEAD_MS + 101 * HybridClock.CEILING_AHEAD_OF_CLOCK_MS);
  }

  @Test
  void shouldWaitForWallWhenCounterOverflowsRunTooFarAhead() {
    AtomicLong calls = new AtomicLong();
    AtomicLong wall = new AtomicLong(START_MS);
    HybridClock clock =
        new HybridClock(
            () -> calls.incrementAndGet() % 16 == 0 ? wall.addAndGet(10) : wall.get(), 0);
    int block = 1 << 27;
    for (int i = 0; i < 20; i++) {
      clock.raiseCeiling(clock.nextCeiling());
      assertThat(clock.reserve(block)).isTrue();
      assertThat(clock.last() - block).isNotNegative();
      assertThat(CommitTimestamp.millis(clock.last()) - wall.get())
          .isLessThanOrEqualTo(HybridClock.MAX_LEAD_MS);
    }
    assertThat(wall.get()).isGreaterThan(START_MS);
  }
}
