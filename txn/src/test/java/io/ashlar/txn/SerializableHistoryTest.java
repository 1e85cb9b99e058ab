package io.ashlar.txn;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.mvcc.embedded.EmbeddedStore;
import io.ashlar.mvcc.embedded.StoreOptions;
import io.ashlar.store.Freshness;
import io.ashlar.store.VersionedStore;
import io.ashlar.store.memory.InMemoryStore;
import io.ashlar.txn.cursor.TransactionCursor;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random transactions at SERIALIZABLE: whatever was committed is what the same transactions do one
 * after the other. Commit order is that serial order, so the check is exact and needs no search.
 */
@Timeout(300)
class SerializableHistoryTest {

  private static final int SESSIONS = 4;

  /** No waiting for row locks where one thread drives all sessions. */
  private static final TransactionOptions INTERLEAVED =
      TransactionOptions.defaults().withLockTimeout(Duration.ZERO).withSeed(3);

  private static final Map<Long, Long> NOTHING = Map.of();

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldBeSerialWhenSessionsInterleaveInMemory(long seed) {
    try (Fixture db = new Fixture(new InMemoryStore(), INTERLEAVED)) {
      interleave(db, seed, 6_000);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldBeSerialWhenSessionsInterleaveOnDisk(long seed) {
    try (Fixture db = new Fixture(openStore(), INTERLEAVED)) {
      interleave(db, seed, 6_000);
    }
  }

  @Test
  void shouldBeSerialWhenThreadsRunInMemory() throws Exception {
    try (Fixture db = new Fixture(new InMemoryStore(), TransactionOptions.defaults())) {
      runThreads(db);
    }
  }

  @Test
  void shouldBeSerialWhenThreadsRunOnDisk() throws Exception {
    try (Fixture db = new Fixture(openStore(), TransactionOptions.defaults())) {
      runThreads(db);
    }
  }

  private VersionedStore openStore() {
    return EmbeddedStore.open(directory.resolve("store"), StoreOptions.defaults());
  }

  private static void interleave(Fixture db, long seed, int steps) {
    List<SerialHistory> committed = new ArrayList<>();
    Random random = new Random(seed);
    List<SerialSession> sessions = sessions(db, seed, committed);
    for (int i = 0; i < steps; i++) {
      sessions.get(random.nextInt(SESSIONS)).step();
    }
    int refused = 0;
    for (SerialSession each : sessions) {
      each.finish();
      refused += each.refused();
    }
    verify(db, committed);
    assertThat(committed).as("seed %d", seed).hasSizeGreaterThan(steps / 20);
    assertThat(refused).as("seed %d", seed).isGreaterThan(steps / 100);
  }

  private static List<SerialSession> sessions(
      Fixture db, long seed, List<SerialHistory> committed) {
    List<SerialSession> sessions = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      sessions.add(new SerialSession(db, i, seed, committed));
    }
    return sessions;
  }

  private static void runThreads(Fixture db) throws Exception {
    List<SerialHistory> committed = Collections.synchronizedList(new ArrayList<>());
    List<SerialSession> sessions = sessions(db, 99, committed);
    ExecutorService threads = Executors.newFixedThreadPool(SESSIONS);
    List<Future<?>> running = new ArrayList<>();
    for (SerialSession each : sessions) {
      running.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 20_000; i++) {
                  each.step();
                }
                each.finish();
              }));
    }
    for (Future<?> each : running) {
      each.get(120, TimeUnit.SECONDS);
    }
    threads.shutdown();
    verify(db, committed);
    assertThat(committed).hasSizeGreaterThan(1_000);
  }

  private static void verify(Fixture db, List<SerialHistory> committed) {
    assertThat(SerialHistory.firstDisagreement(committed, NOTHING)).isNull();
    assertThat(rows(db)).isEqualTo(SerialHistory.finalState(committed, NOTHING));
  }

  private static NavigableMap<Long, Long> rows(Fixture db) {
    NavigableMap<Long, Long> rows = new TreeMap<>();
    try (StoreTransaction reader = db.transactions.newTransaction()) {
      reader.beginRead(Freshness.ACKNOWLEDGED);
      TransactionCursor cursor = reader.borrowCursor();
      Fixture.open(cursor);
      for (boolean more = cursor.first(); more; more = cursor.next()) {
        rows.put(cursor.key().getLong(4, ByteOrder.BIG_ENDIAN), cursor.value().getLong(9));
      }
    }
    return rows;
  }
}
