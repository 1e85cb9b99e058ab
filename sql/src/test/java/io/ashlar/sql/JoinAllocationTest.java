package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.testkit.AllocationRounds;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Joins allocate nothing for a row. */
class JoinAllocationTest {

  private static final int ROWS = 2_000;

  /** Below the smallest object for each row; what a run allocates once is within it. */
  private static final double TOLERATED = ROWS;

  @TempDir private Path directory;
  private long sink;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select a.v, b.w from a join b on b.x = a.x",
        "select a.v, b.w from a left join b on b.x = a.x and b.w > 5",
        "select a.v, b.w from a full join b on b.x = a.x",
        "select a.v, b.w from a join b on b.t = a.t",
        "select a.v, b.w from a join b on b.d = a.x",
        "select a.v, b.w from a join b on b.id = a.id and b.w < 7",
        "select a.v, b.w from a left join (b join one on b.id > one.n) on b.x = a.x",
      })
  void shouldAllocateNothingForARowWhenTablesAreJoined(String query) {
    assertThat(bytes(query, ROWS)).as(query).isLessThanOrEqualTo(TOLERATED);
    assertThat(sink).isNotZero();
  }

  /** What a run allocates over tables of so many rows. */
  private double bytes(String query, int rows) {
    // On disk, since a store in memory makes an object for each entry that is read.
    try (Database database = Database.open(directory);
        SqlSession session = Sql.session(database)) {
      session.execute("create table a (id int primary key, x int, v int, t text)");
      session.execute("create table b (id int primary key, x int, w int, t text, d bigint)");
      session.execute("create table one (n int)");
      session.execute("insert into one values (-1)");
      session.begin();
      fill(session, "insert into a values (?, ?, ?, ?)", rows, false);
      fill(session, "insert into b values (?, ?, ?, ?, ?)", rows, true);
      session.commit();
      session.begin();
      try (SqlStatement statement = session.prepare(query)) {
        return AllocationRounds.leastBytes(TOLERATED, 1, i -> run(statement));
      }
    }
  }

  private static void fill(SqlSession session, String text, int rows, boolean wide) {
    try (SqlStatement insert = session.prepare(text)) {
      for (int i = 0; i < rows; i++) {
        insert.bind(0, i).bind(1, i * 7L % rows).bind(2, i % 10).bind(3, "text " + i % rows);
        if (wide) {
          insert.bind(4, i);
        }
        assertThat(insert.execute()).isOne();
      }
    }
  }

  private void run(SqlStatement statement) {
    try (SqlResult result = statement.query()) {
      while (result.next()) {
        sink += result.isNull(0) ? 1 : result.getLong(0) + 1;
      }
    }
  }
}
