package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A result goes on as it began, whatever the session runs between its rows. */
class InterleavedStatementsTest {

  @Test
  void shouldRunAQueryInAConditionOnceWhenOtherStatementsRunBetweenRows() {
    try (Database database = Database.inMemory();
        SqlSession session = Sql.session(database)) {
      session.execute("create table t (id int primary key)");
      session.execute("create table log (n int)");
      session.execute("create sequence s");
      session.execute("insert into t values (1), (2), (3), (4), (5)");
      session.begin();
      List<Long> ids = new ArrayList<>();
      try (SqlStatement read =
              session.prepare(
                  "select id, now() from t where id in (select id from"
                      + " (select id, nextval('s') as n from t) q where q.n > 0 and q.id < 4)");
          SqlStatement write = session.prepare("insert into log values (?)");
          SqlResult rows = read.query()) {
        long began = -1;
        while (rows.next()) {
          ids.add(rows.getLong(0));
          began = began < 0 ? rows.getLong(1) : began;
          assertThat(rows.getLong(1)).isEqualTo(began);
          assertThat(write.bind(0, rows.getLong(0)).execute()).isOne();
        }
      }
      session.commit();
      assertThat(ids).containsExactly(1L, 2L, 3L);
      assertThat(Script.outcome(session, "select nextval('s')")).containsExactly("6");
      assertThat(Script.outcome(session, "select count(*) from log")).containsExactly("3");
    }
  }
}
