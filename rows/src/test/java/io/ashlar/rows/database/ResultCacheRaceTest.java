package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown is what is read, while other threads commit. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class ResultCacheRaceTest extends DatabaseTest {

  private static final int ROUNDS = 4_000;

  ResultCacheRaceTest(StoreKind kind) {
    super(kind);
  }

  @Override
  Options options() {
    return Options.builder().durability(Durability.NONE).build();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void shouldShowWhatIsReadWhenOthersCommit(long seed) throws Exception {
    CachedItems items = new CachedItems(db);
    Random first = new Random(seed);
    for (int i = 0; i < 20; i++) {
      db.transact(tx -> items.change(tx, first));
    }
    AtomicBoolean ended = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> writers = new ArrayList<>();
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Random random = new Random(seed * 31 + i);
        writers.add(
            threads.submit(
                () -> {
                  while (!ended.get()) {
                    db.transact(tx -> items.change(tx, random));
                    // Now and then nothing changes for some reads.
                    Thread.sleep(0, random.nextInt(300_000));
                  }
                  return null;
                }));
        readers.add(threads.submit(reader(items, new Random(seed * 77 + i))));
      }
      try {
        for (Future<?> each : readers) {
          each.get();
        }
      } finally {
        ended.set(true);
      }
      for (Future<?> each : writers) {
        each.get();
      }
    } finally {
      ended.set(true);
      threads.shutdownNow();
    }
    assertThat(db.monitor().cacheStatistics().resultHits()).isPositive();
    assertThat(db.monitor().cacheStatistics().resultMisses()).isPositive();
  }

  private Callable<Void> reader(CachedItems items, Random random) {
    return () -> {
      List<PreparedScan> cached = new ArrayList<>();
      List<PreparedScan> plain = new ArrayList<>();
      for (int scan = 0; scan < CachedItems.SCANS; scan++) {
        cached.add(items.cached(scan));
        plain.add(items.plain(scan));
      }
      for (int round = 0; round < ROUNDS; round++) {
        int scan = random.nextInt(CachedItems.SCANS);
        CachedItems.bind(scan, random, cached.get(scan), plain.get(scan));
        try (ReadTransaction tx =
            random.nextBoolean() ? db.beginRead() : db.begin(IsolationLevel.SNAPSHOT)) {
          List<String> shown = items.rows(scan, cached.get(scan), tx);
          assertThat(shown).as("scan %d", scan).isEqualTo(items.rows(scan, plain.get(scan), tx));
        }
      }
      cached.forEach(PreparedScan::close);
      plain.forEach(PreparedScan::close);
      return null;
    };
  }
}
