package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.error.CancelledException;
import io.ashlar.error.DeadlineExceededException;
import io.ashlar.transaction.CancellationToken;
import io.ashlar.transaction.StatementLimits;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlLimitsTest {

  private static int rows(SqlStatement statement) {
    try (SqlResult result = statement.query()) {
      int rows = 0;
      while (result.next()) {
        rows++;
      }
      return rows;
    }
  }

  @Test
  void shouldGiveUpAloneWhenItsTimeIsUp() {
    StatementLimits over = StatementLimits.none().timeout(Duration.ZERO);
    try (Database database = Database.inMemory();
        SqlSession session = Sql.session(database)) {
      session.execute("CREATE TABLE t (id INT PRIMARY KEY)");
      session.begin();
      session.execute("INSERT INTO t VALUES (1), (2), (3)");
      try (SqlStatement query = session.prepare("SELECT id FROM t LIMIT ?");
          SqlStatement delete = session.prepare("DELETE FROM t")) {
        query.bind(0, 2L).limitedBy(over);
        assertThatThrownBy(() -> rows(query)).isInstanceOf(DeadlineExceededException.class);
        // For another limit the table plans anew.
        query.bind(0, 1L);
        assertThatThrownBy(() -> rows(query)).isInstanceOf(DeadlineExceededException.class);
        assertThat(rows(query.limitedBy(StatementLimits.none()))).isEqualTo(1);
        delete.limitedBy(over);
        assertThatThrownBy(delete::execute).isInstanceOf(DeadlineExceededException.class);
        assertThat(rows(query.bind(0, 9L))).isEqualTo(3);
      }
      session.commit();
    }
  }

  @Test
  void shouldGiveUpWhenItsTokenIsCancelled() {
    CancellationToken token = CancellationToken.create();
    try (Database database = Database.inMemory();
        SqlSession session = Sql.session(database)) {
      session.execute("CREATE TABLE t (id INT PRIMARY KEY)");
      session.execute("INSERT INTO t VALUES (1)");
      try (SqlStatement query = session.prepare("SELECT id FROM t")) {
        query.limitedBy(StatementLimits.none().cancelOn(token));
        assertThat(rows(query)).isEqualTo(1);
        token.cancel();
        assertThatThrownBy(() -> rows(query)).isInstanceOf(CancelledException.class);
        assertThat(rows(query.limitedBy(StatementLimits.none()))).isEqualTo(1);
      }
    }
  }

  private static String list(String rows) {
    return IntStream.range(0, 14)
        .mapToObj(i -> rows + " AS v" + i)
        .collect(Collectors.joining(", "));
  }

  @Test
  void shouldGiveUpWhenItsTokenIsCancelledAndNoTableIsRead() {
    CancellationToken token = CancellationToken.create();
    String ten = "(VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10))";
    String endless = "SELECT COUNT(*) FROM " + list(ten);
    try (Database database = Database.inMemory();
        SqlSession session = Sql.session(database);
        SqlStatement query = session.prepare(endless)) {
      query.limitedBy(StatementLimits.none().cancelOn(token));
      token.cancel();
      assertThatThrownBy(() -> rows(query)).isInstanceOf(CancelledException.class);
    }
  }

  /**
   * Each table is read within a moment, and what is tried of the rows that are kept of them would
   * go on for days.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // Nothing is equal, and all kept rows are tried for each other.
        "SELECT count(*) FROM k a, k b, k c, k d, k e, k f, k g, k h"
            + " WHERE a.n + b.n + c.n + d.n + e.n + f.n + g.n + h.n < 0",
        // All are equal: one chain.
        "SELECT count(*) FROM k a, k b, k c, k d, k e, k f, k g, k h WHERE a.z = b.z"
            + " AND b.z = c.z AND c.z = d.z AND d.z = e.z AND e.z = f.z AND f.z = g.z"
            + " AND g.z = h.z",
        // Rows of a query that is kept.
        "WITH w AS MATERIALIZED (SELECT n FROM k) SELECT count(*) FROM w a, w b, w c, w d,"
            + " w e, w f, w g, w h WHERE a.n + b.n + c.n + d.n + e.n + f.n + g.n + h.n < 0",
        // Opened again for each row to its left.
        "WITH w AS MATERIALIZED (SELECT n FROM k) SELECT count(*) FROM w a, w b, w c, w d, w e,"
            + " w f, LATERAL (SELECT w.n + a.n + b.n + c.n + d.n + e.n + f.n AS n FROM w) x"
            + " WHERE x.n < 0",
        // Compared with each value.
        "SELECT count(*) FROM (VALUES (1)) v, k a, k b, k c, k d, k e, k f, k g"
            + " WHERE a.n + b.n + c.n + d.n + e.n + f.n + g.n < ALL (SELECT n - 10 FROM k)",
        // Looked for among rows of which one is null.
        "SELECT count(*) FROM k a, k b, k c, k d, k e, k f, k g"
            + " WHERE a.n + b.n + c.n + d.n + e.n + f.n + g.n"
            + " NOT IN (SELECT CASE n WHEN 0 THEN NULL ELSE -n END FROM k)",
        "SELECT a.n FROM k a, k b, k c, k d, k e, k f, k g WHERE"
            + " a.n + b.n + c.n + d.n + e.n + f.n + g.n < 0 EXCEPT SELECT n FROM k",
      })
  void shouldGiveUpWhileKeptRowsAreTried(String endless) {
    try (Database database = Database.inMemory();
        SqlSession session = Sql.session(database)) {
      session.execute("CREATE TABLE k (n INT PRIMARY KEY, z INT)");
      String rows =
          IntStream.range(0, 400).mapToObj(i -> "(" + i + ", 0)").collect(Collectors.joining(", "));
      session.execute("INSERT INTO k VALUES " + rows);
      try (SqlStatement query = session.prepare(endless)) {
        CancellationToken token = CancellationToken.create();
        query.limitedBy(StatementLimits.none().cancelOn(token));
        // Tables ask for themselves as they are read, so it is cancelled when they were.
        CompletableFuture<Void> cancelled =
            CompletableFuture.runAsync(
                token::cancel, CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));
        assertThatThrownBy(() -> rows(query)).isInstanceOf(CancelledException.class);
        cancelled.join();
        query.limitedBy(StatementLimits.none().timeout(Duration.ofMillis(50)));
        assertThatThrownBy(() -> rows(query)).isInstanceOf(DeadlineExceededException.class);
      }
    }
  }

  @Test
  void shouldGoOnWithItsOwnLimitsWhenAnotherStatementRanMeanwhile() {
    try (Database database = Database.inMemory();
        SqlSession session = Sql.session(database)) {
      session.begin();
      CancellationToken token = CancellationToken.create();
      try (SqlStatement values = session.prepare("VALUES (1), (2), (3)");
          SqlStatement other = session.prepare("VALUES (4), (5)");
          SqlResult result = values.query()) {
        assertThat(result.next()).isTrue();
        other.limitedBy(StatementLimits.none().timeout(Duration.ZERO).cancelOn(token));
        assertThatThrownBy(() -> rows(other)).isInstanceOf(DeadlineExceededException.class);
        assertThat(result.next()).isTrue();
        token.cancel();
        assertThatThrownBy(() -> rows(other)).isInstanceOf(CancelledException.class);
        assertThat(result.next()).isTrue();
        assertThat(result.next()).isFalse();
      }
      session.commit();
    }
  }

  @Test
  void shouldSayWhatKindOfStatementItIs() {
    try (Database database = Database.inMemory();
        SqlSession session = Sql.session(database)) {
      session.execute("CREATE TABLE t (id INT PRIMARY KEY)");
      try (SqlStatement query = session.prepare("SELECT id FROM t");
          SqlStatement change = session.prepare("INSERT INTO t SELECT id + 1 FROM t");
          SqlStatement definition = session.prepare("DROP TABLE t");
          SqlStatement command = session.prepare("COMMIT")) {
        assertThat(query.hasRows()).isTrue();
        assertThat(query.changesRows()).isFalse();
        assertThat(change.changesRows()).isTrue();
        assertThat(definition.changesRows()).isFalse();
        assertThat(command.changesRows()).isFalse();
      }
    }
  }
}
