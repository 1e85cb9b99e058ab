package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.testkit.AllocationRounds;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a text allocates that was never seen before, until it is planned, or has its first row. Each
 * text has another alias, so that no plan serves it.
 */
class PlanningAllocationTest {

  private static final int TEXTS = 500;

  /** Of a query by primary key, its text included. */
  private static final double POINT_BYTES = 9_000;

  /** The same with its row. */
  private static final double POINT_ROW_BYTES = 11_200;

  /** Of a join of three tables, its text included. */
  private static final double JOIN_BYTES = 24_000;

  @TempDir private Path directory;
  private Database database;
  private SqlSession session;
  private long sink;

  @BeforeEach
  void open() {
    database = Database.open(directory);
    session = Sql.session(database);
    session.execute(
        "create table accounts (id bigint primary key, teller bigint, balance bigint,"
            + " filler varchar(84))");
    session.execute("create table tellers (id bigint primary key, balance bigint)");
    session.execute("create table history (id bigint primary key, account bigint, delta bigint)");
    session.execute("insert into accounts values (17, 1, 1, 'x')");
  }

  @AfterEach
  void close() {
    assertThat(sink).isPositive();
    session.close();
    database.close();
  }

  private static String point(int number) {
    return "select balance as b" + number + " from accounts where id = 17";
  }

  private static String join(int number) {
    return "select a.balance, t.balance, h.delta as d"
        + number
        + " from accounts a join tellers t on t.id = a.teller join history h on h.id = a.id"
        + " where a.id = 17 order by a.id";
  }

  private void plan(String text) {
    try (SqlStatement statement = session.takeUnprepared(text, KeyColumns.none())) {
      sink += statement.hasRows() ? 1 : 0;
    }
  }

  @Test
  void shouldAllocateLittleWhenQueryByKeyIsPlanned() {
    assertThat(AllocationRounds.leastBytes(POINT_BYTES, TEXTS, i -> plan(point(i))))
        .isLessThanOrEqualTo(POINT_BYTES);
  }

  @Test
  void shouldAllocateLittleMoreWhenItsRowIsRead() {
    assertThat(
            AllocationRounds.leastBytes(
                POINT_ROW_BYTES,
                TEXTS,
                i -> {
                  try (SqlStatement statement =
                          session.takeUnprepared(point(i), KeyColumns.none());
                      SqlResult rows = statement.query()) {
                    sink += rows.next() ? rows.getLong(0) : 0;
                  }
                }))
        .isLessThanOrEqualTo(POINT_ROW_BYTES);
  }

  @Test
  void shouldAllocateLittleWhenJoinIsPlanned() {
    assertThat(AllocationRounds.leastBytes(JOIN_BYTES, TEXTS, i -> plan(join(i))))
        .isLessThanOrEqualTo(JOIN_BYTES);
  }
}
