package io.ashlar.mvcc.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class IntervalScheduleTest {

  private static final long INTERVAL = 100;

  @Example
  void shouldBeDueAnIntervalAfterTheOldestCommitWhenOthersFollow() {
    IntervalSchedule schedule = new IntervalSchedule(INTERVAL);
    assertThat(schedule.due(Long.MAX_VALUE)).isFalse();
    assertThat(schedule.committed(1_000)).as("is the oldest").isTrue();
    assertThat(schedule.committed(1_050)).as("is the oldest").isFalse();
    assertThat(schedule.untilDueNs(1_060)).isEqualTo(40);
    assertThat(schedule.due(1_099)).isFalse();
    assertThat(schedule.due(1_100)).isTrue();
  }

  @Example
  void shouldNotWaitForAnotherIntervalWhenTheSyncWasSlow() {
    IntervalSchedule schedule = new IntervalSchedule(INTERVAL);
    schedule.committed(0);
    schedule.syncBegins();
    schedule.committed(1);
    // The sync ends at 140: what came meanwhile has waited for an interval already.
    assertThat(schedule.due(140)).isTrue();
  }

  @Example
  void shouldBeDueWhenTheClockStandsAtItsOddPlaces() {
    for (long now : new long[] {0, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      IntervalSchedule schedule = new IntervalSchedule(INTERVAL);
      assertThat(schedule.committed(now)).isTrue();
      assertThat(schedule.pending()).isTrue();
      assertThat(schedule.due(now + INTERVAL - 1)).as("early at %d", now).isFalse();
      assertThat(schedule.due(now + INTERVAL + 1)).as("late at %d", now).isTrue();
    }
  }

  /** A thread that does what the schedule says, on a clock of its own, with syncs of any length. */
  @Property(tries = 300)
  void shouldCoverEachCommitWithinAnIntervalAndTheSyncsWhenTheyAreSlow(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int longestSync = 1 + random.nextInt(300);
    int longestPause = 1 + random.nextInt(150);
    IntervalSchedule schedule = new IntervalSchedule(INTERVAL);
    List<Long> uncovered = new ArrayList<>();
    long now = random.nextLong(-500, 500);
    long nextCommit = now;
    long previousEnd = now;
    int syncs = 0;
    for (long end = now + 20_000; now < end; now++) {
      if (now == nextCommit) {
        schedule.committed(now);
        uncovered.add(now);
        nextCommit = now + random.nextLong(1, 2 + longestPause);
      }
      if (!schedule.due(now)) {
        continue;
      }
      syncs++;
      long begun = now;
      long oldest = uncovered.get(0);
      assertThat(begun - oldest).as("early, seed %d", seed).isGreaterThanOrEqualTo(INTERVAL);
      assertThat(begun)
          .as("late, seed %d", seed)
          .isLessThanOrEqualTo(Math.max(oldest + INTERVAL + 1, previousEnd + 1));
      schedule.syncBegins();
      uncovered.clear();
      long took = random.nextLong(1, 2 + longestSync);
      while (now < begun + took) {
        now++;
        if (now == nextCommit) {
          schedule.committed(now);
          uncovered.add(now);
          nextCommit = now + random.nextLong(1, 2 + longestPause);
        }
      }
      previousEnd = now;
    }
    assertThat(syncs).isPositive();
  }
}
