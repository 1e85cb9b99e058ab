package io.ashlar.mvcc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.error.WriteConflictException;
import io.ashlar.mvcc.seek.SeekStart;
import io.ashlar.store.Freshness;
import io.ashlar.store.conformance.StoreClient;
import io.ashlar.store.conformance.TestWrites;
import io.ashlar.transaction.Durability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writers put below the heads that readers look for at pinned views. What a reader finds is held
 * against point reads at the same view, which know no hints.
 */
@Timeout(300)
final class SeekHintsStressTest {

  private static final int KEYS = 48;
  private static final int WRITERS = 3;
  private static final int READERS = 4;
  private static final int COMMITS = 6_000;
  private static final Freshness[] STATES = Freshness.values();

  @TempDir private Path directory;

  private final AtomicInteger writing = new AtomicInteger(WRITERS);

  /** Searches that began at a hint. */
  private final AtomicLong hinted = new AtomicLong();

  private static String key(int number) {
    return String.format("q%02d", number);
  }

  /** Mostly deletes, so that the heads are far from the bounds, and puts break hints. */
  private void write(EmbeddedStore store, int thread) {
    Random random = new Random(thread);
    int refused = 0;
    try (StoreClient mine = new StoreClient(store)) {
      for (int i = 0; i < COMMITS; i++) {
        TestWrites writes = mine.writes();
        for (int entries = random.nextInt(3); entries >= 0; entries--) {
          MutableDirectBuffer key = StoreClient.key(key(random.nextInt(KEYS)));
          if (random.nextInt(5) == 0) {
            writes.put(key, i, Long.MAX_VALUE);
          } else {
            writes.delete(key, Long.MAX_VALUE);
          }
        }
        try {
          mine.commit(0, i % 500 == 0 ? Durability.GROUP : Durability.NONE);
        } catch (WriteConflictException e) {
          // Another commit of the same group has written the key.
          refused++;
        }
      }
    } finally {
      writing.decrementAndGet();
    }
    assertThat(refused).isLessThan(COMMITS / 2);
  }

  private void read(EmbeddedStore store, int thread) {
    Random random = new Random(-thread - 1);
    SeekStart start = new SeekStart();
    try (StoreClient mine = new StoreClient(store)) {
      int rounds = 0;
      while (writing.get() > 0 || rounds < 500) {
        rounds++;
        mine.view().pin(STATES[random.nextInt(STATES.length)]);
        // More than one search at the same view: others go on meanwhile.
        for (int i = random.nextInt(3); i >= 0; i--) {
          int bound = random.nextInt(4) == 0 ? random.nextInt(KEYS) : 0;
          assertThat(found(mine, bound, start, store)).isEqualTo(lowest(mine, bound));
        }
        mine.view().release();
      }
    }
  }

  private int found(StoreClient mine, int bound, SeekStart start, EmbeddedStore store) {
    MutableDirectBuffer lower = StoreClient.key(bound == 0 ? "" : key(bound));
    MutableDirectBuffer upper = StoreClient.key("r");
    assertThat(start.bounds(lower, 0, lower.capacity(), upper, 0, upper.capacity())).isTrue();
    if (store.hints().find(mine.view().timestamp(), start)) {
      hinted.incrementAndGet();
    }
    mine.cursor().open(mine.view(), lower, 0, lower.capacity(), upper, 0, upper.capacity());
    int found = KEYS;
    if (mine.cursor().first()) {
      found = Integer.parseInt(mine.current().substring(1, 3));
    }
    mine.cursor().release();
    return found;
  }

  private static int lowest(StoreClient mine, int bound) {
    int lowest = bound;
    while (lowest < KEYS && mine.get(key(lowest)) == StoreClient.NONE) {
      lowest++;
    }
    return lowest;
  }

  @Test
  void shouldFindHeadOfEachViewWhenWritersPutBelowIt() throws Exception {
    try (EmbeddedStore store =
        EmbeddedStore.open(directory.resolve("store"), StoreOptions.defaults())) {
      ExecutorService executor = Executors.newFixedThreadPool(WRITERS + READERS);
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < WRITERS + READERS; i++) {
        int thread = i;
        futures.add(
            executor.submit(
                () -> {
                  if (thread < WRITERS) {
                    write(store, thread);
                  } else {
                    read(store, thread);
                  }
                }));
      }
      executor.shutdown();
      for (Future<?> future : futures) {
        future.get(280, TimeUnit.SECONDS);
      }
    }
    assertThat(hinted.get()).isGreaterThan(1_000);
  }
}
