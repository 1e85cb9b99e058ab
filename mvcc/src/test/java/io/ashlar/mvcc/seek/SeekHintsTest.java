package io.ashlar.mvcc.seek;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.engine.Family;
import io.ashlar.mvcc.seek.SeekStart.Answer;
import io.ashlar.store.conformance.TestWrites;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

/**
 * Against a map of versions, with the steps of leader and readers taken apart: between the pin of a
 * view, the question, the search and the lesson others commit, and puts are told before they are
 * published.
 */
final class SeekHintsTest {

  private static final int KEYSPACE = 100;

  /** Falls into the same bucket. */
  private static final int NEIGHBOUR = KEYSPACE + 64;

  private static final String PREFIX = "p".repeat(SeekHintBucket.KEY_BYTES - 6);

  private SeekHints hints = new SeekHints();

  /** For each key, whether it is alive, by commit timestamp. */
  private final NavigableMap<String, NavigableMap<Long, Boolean>> versions = new TreeMap<>();

  private long told;
  private long published;

  /** A search that has ended and whose lesson is still to come. */
  private record Lesson(long view, SeekStart start, MutableDirectBuffer found) {}

  private static MutableDirectBuffer key(String text) {
    int keyspace = text.charAt(0) == 'n' ? NEIGHBOUR : KEYSPACE;
    return TestWrites.key(keyspace, text.substring(1));
  }

  private void put(String text) {
    write(text, true);
  }

  private void write(String text, boolean alive) {
    hints.begin(++told);
    tell(text, alive, told);
  }

  private void tell(String text, boolean alive, long timestamp) {
    MutableDirectBuffer key = key(text);
    if (alive) {
      hints.put(null, Family.DATA, 0, timestamp, key, 0, key.capacity(), null, 0, 0);
    } else {
      hints.delete(null, Family.DATA, 0, timestamp, key, 0, key.capacity());
    }
    versions.computeIfAbsent(text, absent -> new TreeMap<>()).put(timestamp, alive);
  }

  private long publish() {
    published = told;
    return published;
  }

  private boolean alive(String text, long view) {
    Map.Entry<Long, Boolean> version = versions.get(text).floorEntry(view);
    return version != null && version.getValue();
  }

  /** The first key of the range that is alive at the view, or null. */
  private String first(String lower, String upper, long view) {
    for (String text : versions.subMap(lower, upper).keySet()) {
      if (alive(text, view)) {
        return text;
      }
    }
    return null;
  }

  private static SeekStart start(String lower, String upper) {
    SeekStart start = new SeekStart();
    MutableDirectBuffer from = key(lower);
    MutableDirectBuffer to = key(upper);
    assertThat(start.bounds(from, 0, from.capacity(), to, 0, to.capacity())).isTrue();
    return start;
  }

  /** Asks for a hint, checks it, searches. */
  private Lesson search(String lower, String upper, long view) {
    SeekStart start = start(lower, upper);
    String found = first(lower, upper, view);
    if (hints.find(view, start)) {
      MutableDirectBuffer end = key(found == null ? upper : found);
      byte[] target = new byte[start.targetLength()];
      start.target().getBytes(0, target);
      byte[] lowest = new byte[end.capacity()];
      end.getBytes(0, lowest);
      if (found != null) {
        assertThat(Arrays.compareUnsigned(target, lowest))
            .as("hint at view %s from %s past %s", view, lower, found)
            .isLessThanOrEqualTo(0);
      }
    }
    return new Lesson(view, start, found == null ? null : key(found));
  }

  private void learn(Lesson lesson) {
    hints.learn(lesson.view, lesson.start, lesson.found);
  }

  private static String randomKey(Random random) {
    String digits = String.format("%03d", random.nextInt(120));
    return switch (random.nextInt(8)) {
      case 0 -> "n" + digits;
      case 1 -> "k" + PREFIX + digits + digits + digits;
      case 2 -> "ka" + random.nextInt(4);
      default -> "kb" + digits;
    };
  }

  private static String randomBound(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> "k";
      case 1 -> "ka";
      case 2 -> "n";
      case 3 -> "k" + PREFIX;
      case 4 -> "kb";
      default -> "kb" + String.format("%03d", random.nextInt(120));
    };
  }

  private static String upperOf(String lower) {
    return lower.charAt(0) == 'n' ? "n~" : lower.startsWith("ka") ? "kb" : "k~";
  }

  private void commitGroup(Random random) {
    int commits = 1 + random.nextInt(3);
    long first = told + 1;
    told += commits;
    hints.begin(told);
    for (int i = 0; i < commits; i++) {
      for (int writes = random.nextInt(4); writes >= 0; writes--) {
        tell(randomKey(random), random.nextInt(4) == 0, first + i);
      }
    }
  }

  /** All tries of a property share one object. */
  private void beginAnew() {
    hints = new SeekHints();
    versions.clear();
    told = 0;
    published = 0;
  }

  @Property(tries = 150)
  void shouldNeverPassLiveKeyWhenStepsInterleave(@ForAll long seed) {
    beginAnew();
    Random random = new Random(seed);
    List<Long> views = new ArrayList<>(List.of(0L));
    List<Lesson> lessons = new ArrayList<>();
    int answered = 0;
    for (int i = 0; i < 3_000; i++) {
      switch (random.nextInt(8)) {
        case 0 -> {
          if (told == published) {
            commitGroup(random);
          }
        }
        case 1 -> views.add(publish());
        case 2 -> {
          if (views.size() > 4) {
            views.remove(random.nextInt(views.size()));
          }
        }
        case 3 -> {
          if (!lessons.isEmpty()) {
            learn(lessons.remove(random.nextInt(lessons.size())));
          }
        }
        default -> {
          // Mostly the newest view, as in life.
          int back = random.nextInt(3) == 0 ? random.nextInt(views.size()) : 0;
          String lower = randomBound(random);
          Lesson lesson = search(lower, upperOf(lower), views.get(views.size() - 1 - back));
          answered += lesson.start.answer() == Answer.FOUND ? 1 : 0;
          if (random.nextInt(4) == 0) {
            lessons.add(lesson);
          } else {
            learn(lesson);
          }
        }
      }
    }
    assertThat(answered).isGreaterThan(50);
  }

  private void queue(int turns) {
    for (int i = 0; i < turns; i++) {
      put("k" + (1_000 + i + 1));
      write("k" + (1_000 + i), false);
      publish();
      learn(search("k", "k~", published));
    }
  }

  @Test
  void shouldFollowHeadWhenTableIsQueue() {
    put("k1000");
    queue(500);
    Lesson last = search("k", "k~", published);
    assertThat(last.start.answer()).isEqualTo(Answer.FOUND);
    assertThat(text(last.start)).isGreaterThan("" + (1_500 - SeekHints.DELETES_PER_LESSON));
  }

  @Test
  void shouldAnswerSlightlyOlderViewWhenHeadHasMovedOn() {
    put("k1000");
    queue(500);
    long older = published - 2 * 60;
    Lesson lesson = search("k", "k~", older);
    assertThat(lesson.start.answer()).isEqualTo(Answer.FOUND);
    assertThat(text(lesson.start)).isBetween("1250", "1440");
    assertThat(search("k", "k~", 20).start.answer()).isEqualTo(Answer.TOO_NEW);
  }

  @Test
  void shouldKeepHintsOfSeveralQueuesWhenPrefixesTellThemApart() {
    for (int i = 0; i < 100; i++) {
      for (String prefix : List.of("ka", "kb", "kc", "kd")) {
        put(prefix + (1_001 + i));
        write(prefix + (1_000 + i), false);
        publish();
        learn(search(prefix, prefix + "~", published));
      }
    }
    for (String prefix : List.of("ka", "kb", "kc", "kd")) {
      SeekStart start = search(prefix, prefix + "~", published).start;
      assertThat(start.answer()).isEqualTo(Answer.FOUND);
      assertThat(text(start)).isGreaterThan(prefix.substring(1) + "1090");
    }
  }

  @Test
  void shouldJoinRangesAtNewerViewWhenLessonComesLate() {
    // What was put before the bucket was there is not known to it.
    learn(search("n", "n~", publish()));
    put("ka0");
    put("kb5");
    long older = publish();
    Lesson late = search("kb", "k~", older);
    write("ka0", false);
    learn(search("ka", "kb", publish()));
    learn(late);
    assertThat(search("ka", "k~", older).start.answer()).isEqualTo(Answer.TOO_NEW);
    Lesson joined = search("ka", "k~", published);
    assertThat(joined.start.answer()).isEqualTo(Answer.FOUND);
    assertThat(text(joined.start)).isEqualTo("b5");
  }

  @Test
  void shouldForgetHintsWhenNobodyAsks() {
    put("k1000");
    queue(50);
    for (int i = 0; i < 100_000; i++) {
      hints.begin(++told);
      hints.put(null, Family.DATA, 0, told, key("k9000"), 0, 8, null, 0, 0);
    }
    assertThat(hints.find(told, start("k", "k~"))).isFalse();
  }

  private static String text(SeekStart start) {
    return start
        .target()
        .getStringWithoutLengthAscii(Integer.BYTES, start.targetLength() - Integer.BYTES);
  }
}
