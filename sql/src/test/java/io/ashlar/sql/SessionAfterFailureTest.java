package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.transaction.IsolationLevel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a session does next owes nothing to what it has failed on. */
class SessionAfterFailureTest {

  private Database database;
  private SqlSession session;
  private SqlSession other;

  @BeforeEach
  void open() {
    database = Database.inMemory(Options.builder().lockTimeout(Duration.ofMillis(20)).build());
    session = Sql.session(database);
    other = Sql.session(database);
    assertThat(session.execute("create table t (id integer primary key, v integer)")).isZero();
    assertThat(session.execute("insert into t values (1, 0), (2, 0)")).isEqualTo(2);
    other.begin();
    assertThat(other.execute("update t set v = 1 where id = 1")).isEqualTo(1);
  }

  @AfterEach
  void close() {
    other.close();
    session.close();
    database.close();
  }

  @Test
  void shouldNotWaitForTheSameRowWhenAStatementWasNotGrantedIt() {
    assertThatThrownBy(() -> session.execute("update t set v = 2 where id = 1"))
        .isInstanceOf(LockTimeoutException.class);
    assertThat(session.execute("update t set v = 2 where id = 2")).isEqualTo(1);
    session.begin();
    assertThatThrownBy(() -> session.execute("update t set v = 3 where id = 1"))
        .isInstanceOf(LockTimeoutException.class);
    session.rollback();
    session.begin();
    assertThat(session.execute("update t set v = 3 where id = 2")).isEqualTo(1);
    session.commit();
  }

  @Test
  void shouldNotHoldTheSameRowWhenAChangeHasConflicted() {
    session.setIsolation(IsolationLevel.SNAPSHOT);
    session.begin();
    assertThat(session.execute("update t set v = 4 where id = 2")).isEqualTo(1);
    other.commit();
    assertThatThrownBy(() -> session.execute("update t set v = 4 where id = 1"))
        .isInstanceOf(WriteConflictException.class);
    session.rollback();
    session.begin();
    assertThat(session.execute("update t set v = 5 where id = 2")).isEqualTo(1);
    assertThat(other.execute("update t set v = 6 where id = 1")).isEqualTo(1);
    session.commit();
  }
}
