package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.sql.error.SqlException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a query has cost stands behind each source of its plan. */
class ExplainAnalyzeTest {

  private final Database database = Database.inMemory();
  private final SqlSession session = Sql.session(database);

  @BeforeEach
  void fill() {
    session.execute("create table a (id int primary key, k int)");
    session.execute("create table b (k int, w text)");
    session.execute("insert into a values (1, 10), (2, 20), (3, 20), (4, null)");
    session.execute("insert into b values (20, 'x'), (20, 'y'), (30, 'z')");
  }

  @AfterEach
  void close() {
    session.close();
    database.close();
  }

  private List<String> lines(String query) {
    List<String> lines = Script.outcome(session, "explain analyze " + query);
    return lines.stream()
        .map(line -> line.replaceAll(" time us=\\d+ heap bytes=\\d+$", " counted"))
        .toList();
  }

  @Test
  void shouldCountRowsOfEachSourceWhenTablesAreJoined() {
    assertThat(lines("select w, count(*) from a join b on a.k = b.k group by w order by 2 limit 1"))
        .containsExactly(
            "limit",
            "rows=1 counted",
            "  sort by 1 columns",
            "  rows=1 counted",
            "    group by 1 columns",
            "    rows=2 counted",
            "      sort by 1 columns",
            "      rows=4 counted",
            "        hash join by 1 columns",
            "        rows=4 counted",
            "          a:",
            "          walk primary key (id) forward",
            "          rows=4 counted",
            "          b:",
            "          walk primary key ((row)) forward",
            "          rows=3 counted");
  }

  @Test
  void shouldTellAllThatIsCountedWhenOneTableIsWalked() {
    assertThat(lines("select id from a where k > 5 limit 2"))
        .startsWith("a:", "walk primary key (id) forward")
        .contains("rows returned=2 rejected=0 fetched=0 entries=2", "lock waits=0 us=0")
        .anyMatch(line -> line.startsWith("blocks read="))
        .anyMatch(line -> line.startsWith("skipped tombstones="));
  }

  @Test
  void shouldCountOpeningsWhenASideIsReadForEachRow() {
    assertThat(lines("select b.w from b left join a on a.id = b.k / 10"))
        .containsSubsequence("nested loop, left", "rows=3 counted")
        .contains("  rows=3 opened=3 counted");
  }

  @Test
  void shouldCountSharedRowsOnceWhenTheyAreReadTwice() {
    assertThat(lines("with x as (select k from b) select 1 from x, x as y"))
        .containsSubsequence("loop over kept rows", "rows=9 counted")
        .contains("    x, kept", "    rows=3 counted", "      rows=3 counted")
        .doesNotContain("      rows=6 counted");
  }

  @Test
  void shouldBeRefusedWhenItWouldLockInAReadOnlySession() {
    session.setReadOnly(true);
    assertThat(lines("select k from a")).isNotEmpty();
    assertThatThrownBy(
            () -> {
              try (SqlStatement locking =
                  session.prepare("explain analyze select k from a for update")) {
                locking.query().close();
              }
            })
        .isInstanceOfSatisfying(
            SqlException.class, refused -> assertThat(refused.sqlState()).isEqualTo("25006"));
  }
}
