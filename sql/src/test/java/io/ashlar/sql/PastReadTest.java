package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.transaction.ReadTransaction;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table is read as it was, beside others as they are. */
class PastReadTest {

  private final Database database = Database.inMemory();
  private final SqlSession session = Sql.session(database);
  private long before;

  @BeforeEach
  void fill() {
    session.execute("create table t (id int primary key, n int)");
    session.execute("create table other (id int primary key)");
    database.schema().keepHistory("t", Duration.ofHours(1));
    session.execute("insert into t values (1, 10), (2, 20)");
    session.execute("insert into other values (1)");
    try (ReadTransaction now = database.beginRead()) {
      before = now.readTimestamp();
    }
    session.execute("update t set n = 11 where id = 1");
    session.execute("delete from t where id = 2");
  }

  @AfterEach
  void close() {
    session.close();
    database.close();
  }

  private List<String> rows(String query) {
    return Script.outcome(session, query.replace("BEFORE", Long.toString(before)));
  }

  @Test
  void shouldShowEarlierRowsWhenATableIsReadAsOfATime() {
    assertThat(rows("select id, n from t for system_time as of BEFORE order by id"))
        .containsExactly("1|10", "2|20");
    assertThat(rows("select id, n from t order by id")).containsExactly("1|11");
    assertThat(rows("select n from t as of BEFORE where id = 2")).containsExactly("20");
    assertThat(rows("select count(*) from t as of BEFORE")).containsExactly("2");
  }

  @Test
  void shouldShowBothTimesWhenATableIsJoinedWithItself() {
    assertThat(
            rows(
                "select o.id, o.n, t.n from t as of BEFORE o left join t on t.id = o.id"
                    + " order by o.id"))
        .containsExactly("1|10|11", "2|20|~");
    assertThat(rows("select o.id from t as of BEFORE o except select id from t"))
        .containsExactly("2");
  }

  @Test
  void shouldTakeATimeOfTheClockWhenItIsNoNumber() {
    assertThat(rows("select n from t for system_time as of now()")).containsExactly("11");
    try (SqlStatement statement =
        session.prepare("select count(*) from t for system_time as of ?")) {
      statement.bind(0, "2026-01-01 00:00:00+00");
      assertThat(statement.parameterType(0).toString()).isEqualTo("timestamp with time zone");
    }
  }

  @Test
  void shouldBeRefusedWhenNothingIsKnownOfTheTime() {
    assertThat(rows("select * from other as of BEFORE"))
        .containsExactly("! HistoryUnavailableException");
    assertThat(rows("select * from t as of cast(null as bigint)")).containsExactly("! 22023");
    assertThat(rows("select * from t as of true")).containsExactly("! 42846 1:23");
    assertThat(rows("select * from t as of 5 for update")).containsExactly("! 0A000 1:25");
    assertThat(rows("with x as (select 1) select * from x as of 5"))
        .containsExactly("! 0A000 1:44");
  }
}
