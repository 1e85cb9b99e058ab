package io.ashlar.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.transaction.IsolationLevel;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** For which transactions a level holds that a statement names. */
class SessionIsolationTest {

  private final Database database = Database.inMemory();
  private final SqlSession session = Sql.session(database);

  @BeforeEach
  void create() {
    session.execute("CREATE TABLE t (id INT PRIMARY KEY, n INT)");
    session.execute("INSERT INTO t VALUES (1, 1)");
  }

  @AfterEach
  void close() {
    session.close();
    database.close();
  }

  /** The level of a transaction that is begun now, and rolled back. */
  private IsolationLevel next() {
    session.execute("BEGIN");
    IsolationLevel level = session.transaction().orElseThrow().isolation();
    session.execute("ROLLBACK");
    return level;
  }

  private static void refused(ThrowingCallable statement, String state) {
    assertThatThrownBy(statement)
        .isInstanceOfSatisfying(SqlException.class, e -> assertThat(e.sqlState()).isEqualTo(state));
  }

  @Test
  void shouldHoldForTheNextTransactionAlone() {
    session.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
    assertThat(session.isolation()).isEqualTo(IsolationLevel.READ_COMMITTED);
    assertThat(next()).isEqualTo(IsolationLevel.SERIALIZABLE);
    assertThat(next()).isEqualTo(IsolationLevel.READ_COMMITTED);
  }

  @Test
  void shouldBeOverAfterAStatementThatIsATransactionOfItsOwn() {
    for (String statement :
        new String[] {"UPDATE t SET n = 2", "SELECT n FROM t", "SELECT n FROM t FOR UPDATE"}) {
      session.execute("SET TRANSACTION ISOLATION LEVEL SNAPSHOT");
      try (SqlStatement one = session.prepare(statement)) {
        if (one.columns().isEmpty()) {
          assertThat(one.execute()).isOne();
        } else {
          try (SqlResult rows = one.query()) {
            assertThat(rows.next()).isTrue();
          }
        }
      }
      assertThat(next()).as(statement).isEqualTo(IsolationLevel.READ_COMMITTED);
    }
  }

  @Test
  void shouldWaitForTheNextTransactionWhenTablesAreDefinedMeanwhile() {
    session.execute("SET TRANSACTION ISOLATION LEVEL SNAPSHOT");
    session.execute("CREATE TABLE u (id INT PRIMARY KEY)");
    assertThat(next()).isEqualTo(IsolationLevel.SNAPSHOT);
  }

  @Test
  void shouldHoldForTheTransactionThatAStatementBeginsWithoutAutoCommit() {
    session.setAutoCommit(false);
    session.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    session.execute("UPDATE t SET n = 3");
    assertThat(session.transaction().orElseThrow().isolation()).isEqualTo(IsolationLevel.SNAPSHOT);
    session.commit();
    session.execute("UPDATE t SET n = 4");
    assertThat(session.transaction().orElseThrow().isolation())
        .isEqualTo(IsolationLevel.READ_COMMITTED);
    session.commit();
  }

  @Test
  void shouldHoldForTheTransactionThatNamesIt() {
    session.execute("BEGIN ISOLATION LEVEL SERIALIZABLE");
    assertThat(session.transaction().orElseThrow().isolation())
        .isEqualTo(IsolationLevel.SERIALIZABLE);
    refused(() -> session.execute("BEGIN ISOLATION LEVEL SNAPSHOT"), SqlState.ACTIVE_TRANSACTION);
    assertThat(session.transaction().orElseThrow().isolation())
        .isEqualTo(IsolationLevel.SERIALIZABLE);
    session.execute("COMMIT");
    assertThat(next()).isEqualTo(IsolationLevel.READ_COMMITTED);
  }

  @Test
  void shouldHoldForAllLaterTransactionsWhenItIsOneOfTheSession() {
    session.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE");
    assertThat(session.isolation()).isEqualTo(IsolationLevel.SERIALIZABLE);
    assertThat(next()).isEqualTo(IsolationLevel.SERIALIZABLE);
    session.execute("SET TRANSACTION ISOLATION LEVEL SNAPSHOT");
    assertThat(next()).isEqualTo(IsolationLevel.SNAPSHOT);
    assertThat(next()).isEqualTo(IsolationLevel.SERIALIZABLE);
  }

  @Test
  void shouldLeaveThePresentTransactionAsItIs() {
    session.execute("BEGIN");
    session.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT");
    refused(
        () -> session.execute("SET TRANSACTION ISOLATION LEVEL SNAPSHOT"),
        SqlState.ACTIVE_TRANSACTION);
    assertThat(session.transaction().orElseThrow().isolation())
        .isEqualTo(IsolationLevel.READ_COMMITTED);
    session.execute("COMMIT");
    assertThat(next()).isEqualTo(IsolationLevel.SNAPSHOT);
  }

  @Test
  void shouldChangeNothingWhenAModeIsRefused() {
    refused(
        () -> session.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ ONLY, AS OF 1"),
        SqlState.FEATURE_NOT_SUPPORTED);
    refused(
        () -> session.execute("BEGIN ISOLATION LEVEL SERIALIZABLE, READ ONLY, READ WRITE"),
        SqlState.SYNTAX_ERROR);
    refused(
        () ->
            session.execute(
                "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE, ISOLATION LEVEL SNAPSHOT"),
        SqlState.SYNTAX_ERROR);
    assertThat(session.transaction()).isEmpty();
    session.begin();
    refused(
        () -> session.execute("SET TRANSACTION READ ONLY, ISOLATION LEVEL SNAPSHOT"),
        SqlState.ACTIVE_TRANSACTION);
    session.execute("CREATE SEQUENCE s");
    session.rollback();
    assertThat(next()).isEqualTo(IsolationLevel.READ_COMMITTED);
  }

  @Test
  void shouldBeReplacedByWhatTheSessionIsToldLater() {
    session.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
    session.setIsolation(IsolationLevel.SNAPSHOT);
    assertThat(next()).isEqualTo(IsolationLevel.SNAPSHOT);
  }
}
