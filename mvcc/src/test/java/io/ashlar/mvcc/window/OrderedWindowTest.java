package io.ashlar.mvcc.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.SnapshotTooOldException;
import io.ashlar.store.conformance.TestReads;
import io.ashlar.store.conformance.TestWrites;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

final class OrderedWindowTest {

  private static final long FLOOR = 1_000;

  private record Commit(long timestamp, String key) {}

  private static MutableDirectBuffer key(String text) {
    return TestWrites.key(20, text);
  }

  private static void record(OrderedWindow window, String text, long timestamp, long oldestView) {
    MutableDirectBuffer key = key(text);
    window.record(key, 0, key.capacity(), timestamp, oldestView);
  }

  @Property(tries = 25)
  void shouldNeverMissChangeWhenWindowIsTrimmed(
      @ForAll long seed, @ForAll @IntRange(min = 1_024, max = 16_384) int maxEntries) {
    Random random = new Random(seed);
    List<Commit> model = new ArrayList<>();
    int answers = 0;
    int changes = 0;
    try (OrderedWindow window = new OrderedWindow(maxEntries, FLOOR)) {
      long timestamp = FLOOR;
      for (int i = 0; i < 12_000; i++) {
        timestamp += random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0;
        String text = text(random);
        if (timestamp == FLOOR) {
          timestamp++;
        }
        record(window, text, timestamp, timestamp - random.nextInt(3_000));
        model.add(new Commit(timestamp, text));
        if (random.nextInt(2_000) == 0) {
          window.forget(timestamp);
        }
        if (i % 20 == 0) {
          String lower = text(random);
          String upper = lower + "9";
          long since = timestamp - random.nextInt(1 + random.nextInt(2_000));
          boolean expected = changed(model, lower, upper, since);
          try {
            TestReads reads = new TestReads(since).range(key(lower), key(upper));
            assertThat(window.changedInside(reads)).isEqualTo(expected);
            answers++;
            changes += expected ? 1 : 0;
          } catch (SnapshotTooOldException e) {
            assertThat(since).isLessThan(timestamp);
          }
        }
      }
      assertThat(window.entries()).isLessThanOrEqualTo(maxEntries);
    }
    assertThat(answers).isGreaterThan(100);
    assertThat(changes).isPositive();
  }

  /** Some keys are long, so that bytes run out before entries do. */
  private static String text(Random random) {
    String number = String.format(Locale.ROOT, "%03d", random.nextInt(300));
    return random.nextInt(4) == 0 ? number + "x".repeat(random.nextInt(400)) : number;
  }

  private static boolean changed(List<Commit> model, String lower, String upper, long since) {
    for (int i = model.size() - 1; i >= 0 && model.get(i).timestamp > since; i--) {
      String key = model.get(i).key;
      if (key.compareTo(lower) >= 0 && key.compareTo(upper) < 0) {
        return true;
      }
    }
    return false;
  }

  @Test
  void shouldRefuseWhenViewIsFromBeforeAnybodyWasTracked() {
    try (OrderedWindow window = new OrderedWindow(1_024, FLOOR)) {
      window.forget(FLOOR + 10);
      TestReads old = new TestReads(FLOOR + 9).range(key("a"), key("b"));
      assertThatThrownBy(() -> window.changedInside(old))
          .isInstanceOf(SnapshotTooOldException.class);
      assertThat(window.changedInside(new TestReads(FLOOR + 10).range(key("a"), key("b"))))
          .isFalse();
    }
  }

  @Test
  void shouldKeepLongestKeyWhenWindowIsSmall() {
    try (OrderedWindow window = new OrderedWindow(1_024, FLOOR)) {
      for (int i = 0; i < 100; i++) {
        record(window, i + "k".repeat(8_100), FLOOR + 1 + i, FLOOR);
        String last = String.valueOf(i);
        assertThat(window.changedInside(new TestReads(FLOOR + i).range(key(last), key(last + "z"))))
            .isTrue();
      }
      assertThat(window.entries()).isBetween(1, 4);
    }
  }

  @Test
  void shouldBeNeededExactlyWhileSomebodyIsTracked() {
    try (OrderedWindow window = new OrderedWindow(1_024, FLOOR)) {
      assertThat(window.needed()).isFalse();
      window.track();
      window.track();
      window.untrack();
      assertThat(window.needed()).isTrue();
      window.untrack();
      assertThat(window.needed()).isFalse();
    }
  }
}
