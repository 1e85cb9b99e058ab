package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.error.RetryableException;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/**
 * A scan that keeps its results shows what the same scan without shows, in views of any age, with
 * commits in between and while it is read, and beside own writes.
 */
class ResultCachePropertyTest {

  private static final int STEPS = 400;
  private static final int SLOTS = 4;
  private static final IsolationLevel[] LEVELS = IsolationLevel.values();

  private static Options options(Random random) {
    return Options.builder()
        .durability(Durability.NONE)
        .lockTimeout(Duration.ZERO)
        .resultCacheBytes(random.nextBoolean() ? 8_000 : 1 << 20)
        .build();
  }

  @Property(tries = 100)
  void shouldShowWhatIsReadWhenTransactionsInterleaveInMemory(@ForAll long seed) {
    Random random = new Random(seed);
    try (Database db = Databases.inMemory(options(random))) {
      run(db, random);
    }
  }

  @Property(tries = 10)
  void shouldShowWhatIsReadWhenTransactionsInterleaveOnDisk(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Path directory = Files.createTempDirectory("results");
    try {
      try (Database db = Databases.open(directory.resolve("db"), options(random))) {
        run(db, random);
      }
    } finally {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private static void run(Database db, Random random) {
    CachedItems items = new CachedItems(db);
    for (int i = 0; i < 20; i++) {
      db.transact(tx -> items.change(tx, random));
    }
    List<PreparedScan> cached = new ArrayList<>();
    List<PreparedScan> plain = new ArrayList<>();
    for (int scan = 0; scan < CachedItems.SCANS; scan++) {
      cached.add(items.cached(scan));
      plain.add(items.plain(scan));
    }
    ReadTransaction[] open = new ReadTransaction[SLOTS];
    for (int step = 0; step < STEPS; step++) {
      int slot = random.nextInt(SLOTS);
      if (open[slot] == null) {
        open[slot] =
            random.nextBoolean() ? db.beginRead() : db.begin(LEVELS[random.nextInt(LEVELS.length)]);
      }
      switch (random.nextInt(20)) {
        case 0, 3 -> open[slot] = end(open[slot]);
        case 1 -> commit(db, items, random);
        case 2 -> open[slot] = write(items, open[slot], random);
        default -> {
          int scan = random.nextInt(CachedItems.SCANS);
          CachedItems.bind(scan, random, cached.get(scan), plain.get(scan));
          for (int again = random.nextInt(3); again >= 0; again--) {
            compare(db, items, scan, cached.get(scan), plain.get(scan), open[slot], random);
          }
        }
      }
    }
    for (ReadTransaction each : open) {
      end(each);
    }
    cached.forEach(PreparedScan::close);
    plain.forEach(PreparedScan::close);
    // Of all tries together most have met what they are about.
    Statistics.label("shown").collect(db.monitor().cacheStatistics().resultHits() > 10);
    Statistics.label("shown")
        .coverage(coverage -> coverage.check(true).percentage(part -> part > 50));
  }

  private static ReadTransaction end(ReadTransaction transaction) {
    if (transaction != null) {
      transaction.close();
    }
    return null;
  }

  private static void commit(Database db, CachedItems items, Random random) {
    try (Transaction tx = db.begin()) {
      items.change(tx, random);
      tx.commit();
    } catch (RetryableException locked) {
      // By a transaction that is open: nothing has changed.
    }
  }

  /** Gives back the transaction, or null when it could not write and has ended. */
  private static ReadTransaction write(
      CachedItems items, ReadTransaction transaction, Random random) {
    if (transaction instanceof Transaction tx) {
      try {
        items.change(tx, random);
      } catch (RetryableException conflict) {
        return end(tx);
      }
    }
    return transaction;
  }

  private static void compare(
      Database db,
      CachedItems items,
      int scan,
      PreparedScan cached,
      PreparedScan plain,
      ReadTransaction tx,
      Random random) {
    List<String> expected = items.rows(scan, plain, tx);
    List<String> shown = new ArrayList<>();
    try (RowCursor cursor = cached.open(tx)) {
      shown.addAll(items.rows(scan, cursor, random.nextInt(6)));
      if (random.nextInt(10) == 0) {
        commit(db, items, random);
      }
      if (random.nextInt(4) > 0) {
        shown.addAll(items.rows(scan, cursor, Integer.MAX_VALUE));
        assertThat(shown).as("scan %d", scan).isEqualTo(expected);
      } else {
        assertThat(shown).as("scan %d", scan).isEqualTo(expected.subList(0, shown.size()));
      }
    }
  }
}
