package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.error.RetryableException;
import io.ashlar.transaction.IsolationLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Many threads count by inserts that become updates where the key is taken, while rows are deleted
 * and what they had counted is kept elsewhere. Nothing is counted twice or lost, and nobody is told
 * of a key that is taken.
 */
class ConflictTortureTest {

  private static final int THREADS = 4;
  private static final int ROUNDS = 150;
  private static final int KEYS = 3;

  private static final String BY_KEY =
      "INSERT INTO t (id, k, n) VALUES (?1, ?1, 1) ON CONFLICT (id) DO UPDATE SET n = t.n + 1";
  private static final String BY_INDEX =
      "INSERT INTO t (id, k, n) VALUES (nextval('s'), ?1, 1)"
          + " ON CONFLICT (k) DO UPDATE SET n = t.n + excluded.n";
  private static final String BY_PART =
      "INSERT INTO t (id, k, n) VALUES (nextval('s'), ?1, 1)"
          + " ON CONFLICT (k) WHERE n > 0 DO UPDATE SET n = t.n + excluded.n";
  private static final String BY_ANY =
      "INSERT INTO t (id, k, n) VALUES (?1, ?1, 1) ON DUPLICATE KEY UPDATE n = n + 1";

  @ParameterizedTest
  @CsvSource({
    "READ_COMMITTED, key", "SNAPSHOT, key", "SERIALIZABLE, key",
    "READ_COMMITTED, index", "SNAPSHOT, index", "SERIALIZABLE, index",
    "READ_COMMITTED, part", "SNAPSHOT, part", "SERIALIZABLE, part",
    "READ_COMMITTED, any", "READ_COMMITTED, nothing", "SNAPSHOT, nothing"
  })
  void shouldCountEachInsertOnceWhenManyMeet(IsolationLevel level, String how) throws Exception {
    long seed = System.nanoTime();
    try (Database database = Database.inMemory()) {
      try (SqlSession session = Sql.session(database)) {
        session.execute("CREATE SEQUENCE s");
        session.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, k INT, n INT)");
        session.execute("CREATE TABLE gone (id BIGINT PRIMARY KEY, n INT)");
        session.execute(
            "CREATE UNIQUE INDEX t_k ON t (k)" + (how.equals("part") ? " WHERE n > 0" : ""));
      }
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        SplittableRandom random = new SplittableRandom(seed + i);
        counts.add(threads.submit(() -> work(database, level, how, random)));
      }
      long expected = 0;
      for (Future<Long> count : counts) {
        expected += count.get();
      }
      threads.shutdown();
      assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
      try (SqlSession session = Sql.session(database)) {
        long kept = sum(session, "SELECT sum(n) FROM t");
        assertThat(kept + sum(session, "SELECT sum(n) FROM gone"))
            .as("seed %d", seed)
            .isEqualTo(expected);
        assertThat(kept).isPositive();
        assertThat(sum(session, "SELECT count(*) - count(DISTINCT k) FROM t")).isZero();
      }
    }
  }

  private static long sum(SqlSession session, String text) {
    try (SqlStatement statement = session.prepare(text);
        SqlResult rows = statement.query()) {
      assertThat(rows.next()).isTrue();
      return rows.isNull(0) ? 0 : rows.getLong(0);
    }
  }

  private static long work(
      Database database, IsolationLevel level, String how, SplittableRandom random) {
    String text =
        switch (how) {
          case "key" -> BY_KEY;
          case "index" -> BY_INDEX;
          case "part" -> BY_PART;
          case "any" -> BY_ANY;
          default -> "INSERT INTO t (id, k, n) VALUES (?1, ?1, 1) ON CONFLICT DO NOTHING";
        };
    long counted = 0;
    try (SqlSession session = Sql.session(database)) {
      session.setIsolation(level);
      try (SqlStatement insert = session.prepare(text);
          SqlStatement delete = session.prepare("DELETE FROM t WHERE k = ? RETURNING n")) {
        for (int round = 0; round < ROUNDS; round++) {
          if (random.nextInt(6) == 0) {
            move(session, delete, random.nextInt(KEYS));
          } else {
            long rows = retried(session, insert.bind(0, random.nextInt(KEYS)));
            if (!how.equals("nothing")) {
              assertThat(rows).as("a row is inserted or changed").isEqualTo(1);
            }
            counted += rows;
          }
        }
      }
    }
    return counted;
  }

  /** Deletes a row and remembers what it had counted. */
  private static void move(SqlSession session, SqlStatement delete, int key) {
    while (true) {
      try {
        session.begin();
        long n = 0;
        try (SqlResult rows = delete.bind(0, key).query()) {
          while (rows.next()) {
            n += rows.getLong(0);
          }
        }
        session.execute("INSERT INTO gone VALUES (nextval('s'), " + n + ")");
        session.commit();
        return;
      } catch (RetryableException again) {
        session.rollback();
      }
    }
  }

  private static long retried(SqlSession session, SqlStatement insert) {
    while (true) {
      try {
        return insert.execute();
      } catch (RetryableException again) {
        session.rollback();
      }
    }
  }
}
