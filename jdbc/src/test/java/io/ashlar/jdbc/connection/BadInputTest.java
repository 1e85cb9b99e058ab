package io.ashlar.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.jdbc.AshlarDataSource;
import io.ashlar.transaction.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLType;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What should not be done to a connection, and that it can be used afterwards. */
@Timeout(60)
class BadInputTest {

  /** What would end a literal, or a statement, if a value were pasted into the text. */
  private static final List<String> HOSTILE =
      List.of(
          "'; DROP TABLE items; --",
          "x' OR '1'='1",
          "1; DELETE FROM items",
          "\\'; DROP TABLE items; --",
          "\"; DROP TABLE items; --",
          "`items`",
          "/* */ -- ",
          "?, $1, :name, {d '2026-01-01'}",
          "\u2019; DROP TABLE items; --",
          "\u0000'; DROP TABLE items",
          "%' ESCAPE '_");

  private Database database;
  private AshlarDataSource source;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    database = Database.inMemory();
    source = new AshlarDataSource(database);
    connection = source.getConnection();
    run("create table items (id integer primary key, name varchar(60))");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    database.close();
  }

  private long run(String text) throws SQLException {
    return run(connection, text);
  }

  private static long run(Connection on, String text) throws SQLException {
    try (Statement statement = on.createStatement()) {
      return statement.executeLargeUpdate(text);
    }
  }

  private List<String> names() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select name from items order by id")) {
      List<String> names = new ArrayList<>();
      while (rows.next()) {
        names.add(rows.getString(1));
      }
      return names;
    }
  }

  private static void assertState(String state, Class<?> type, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(type)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }

  @Test
  void shouldTakeAsDataWhateverIsGivenAsAValue() throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("insert into items values (?, ?)");
        PreparedStatement select =
            connection.prepareStatement("select count(*), max(name) from items where name = ?");
        PreparedStatement like =
            connection.prepareStatement("select count(*) from items where name like ?");
        PreparedStatement number =
            connection.prepareStatement("select id from items where id = ?")) {
      for (int i = 0; i < HOSTILE.size(); i++) {
        insert.setInt(1, i);
        insert.setString(2, HOSTILE.get(i));
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).hasSize(HOSTILE.size()).containsOnly(1);
      for (String value : HOSTILE) {
        select.setObject(1, value);
        try (ResultSet row = select.executeQuery()) {
          assertThat(row.next()).isTrue();
          assertThat(row.getInt(1)).as(value).isEqualTo(1);
          assertThat(row.getString(2)).isEqualTo(value);
        }
        like.setString(1, value.contains("\\") || value.contains("%") ? "x" : value);
        try (ResultSet row = like.executeQuery()) {
          assertThat(row.next()).isTrue();
          assertThat(row.getInt(1)).isLessThanOrEqualTo(1);
        }
        number.setString(1, value);
        assertState("22018", SQLException.class, number::executeQuery);
      }
    }
    assertThat(names()).containsExactlyElementsOf(HOSTILE);
  }

  @Test
  void shouldRefuseArgumentsThatAreNone() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select id from items where id = ?");
        Statement statement = connection.createStatement()) {
      assertState("HY024", SQLException.class, () -> select.setObject(1, "1", (SQLType) null));
      assertState("HY024", SQLException.class, () -> select.setObject(1, "1", null, 2));
      assertState("HY024", SQLException.class, () -> select.setInt(2, 1));
      assertState("HY024", SQLException.class, () -> statement.executeUpdate(null));
      assertState("07002", SQLException.class, select::executeQuery);
      select.setInt(1, 1);
      assertThat(select.executeQuery().next()).isFalse();
    }
  }

  @Test
  void shouldRefuseTheWholeTextWhenItIsSeveralStatements() throws SQLException {
    run("insert into items values (1, 'a')");
    assertState(
        "42601", SQLSyntaxErrorException.class, () -> run("delete from items; drop table items"));
    assertThat(names()).containsExactly("a");
  }

  @Test
  void shouldSayWhereAndWhatIsNearWhenANameIsUnknown() throws SQLException {
    assertThatThrownBy(() -> run("update items\nset nam = 'x'"))
        .isInstanceOf(SQLSyntaxErrorException.class)
        .hasMessageContaining("line=2 column=5")
        .hasMessageContaining("nearest=name");
    assertThatThrownBy(() -> run("delete from item"))
        .hasMessageContaining("line=1 column=13")
        .hasMessageContaining("nearest=items");
    assertThatThrownBy(() -> run("delete from \"ITEMS\"")).hasMessageContaining("nearest=items");
    assertThatThrownBy(() -> run("create table t (a integr)"))
        .hasMessageContaining("line=1 column=")
        .hasMessageContaining("nearest=integer");
    assertThat(names()).isEmpty();
  }

  @Test
  void shouldHoldNothingWhenResultsAreLeftOpen() throws SQLException {
    run("insert into items values (1, 'a'), (2, 'b')");
    Connection careless = source.getConnection();
    for (int i = 0; i < 3; i++) {
      ResultSet left = careless.prepareStatement("select id from items").executeQuery();
      assertThat(left.next()).isTrue();
    }
    Statement again = careless.createStatement();
    for (int i = 0; i < 3; i++) {
      assertThat(again.executeQuery("select id, name from items").next()).isTrue();
    }
    assertThat(database.monitor().diagnostics().pinnedViews()).isEqualTo(4);
    try (ResultSet read = careless.createStatement().executeQuery("select id from items")) {
      while (read.next()) {
        assertThat(read.getInt(1)).isPositive();
      }
      assertThat(read.next()).isFalse();
      assertThat(read.isClosed()).isFalse();
      assertThat(read.isAfterLast()).isTrue();
      assertThat(database.monitor().diagnostics().pinnedViews()).isEqualTo(4);
    }
    careless.close();
    assertThat(database.monitor().diagnostics().pinnedViews()).isZero();
    assertThat(database.monitor().diagnostics().transactions()).isEmpty();
  }

  @Test
  void shouldPlanAnewOrSayWhyWhenTheSchemaHasChanged() throws SQLException {
    run("insert into items values (1, 'a')");
    try (PreparedStatement named = connection.prepareStatement("select name from items");
        PreparedStatement all = connection.prepareStatement("select * from items");
        PreparedStatement insert =
            connection.prepareStatement("insert into items (id, name) values (?, ?)")) {
      run("alter table items add column price bigint default 5");
      try (ResultSet rows = named.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("a");
      }
      assertState("0A000", SQLFeatureNotSupportedException.class, all::executeQuery);
      try (ResultSet rows = all.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(3)).isEqualTo(5);
      }
      insert.setInt(1, 2);
      insert.setString(2, "b");
      assertThat(insert.executeUpdate()).isEqualTo(1);
      run("drop table items");
      assertState("42P01", SQLSyntaxErrorException.class, named::executeQuery);
      assertState("42P01", SQLSyntaxErrorException.class, insert::executeUpdate);
      run("create table items (id integer primary key, name varchar(60))");
      assertThat(insert.executeUpdate()).isEqualTo(1);
      assertThat(names()).containsExactly("b");
    }
  }

  @Test
  void shouldRefuseAloneWhenTheDiskIsFull(@TempDir Path place) throws SQLException, IOException {
    Path directory = place.resolve("db");
    Options plenty = Options.builder().minFreeBytes(0).build();
    try (Database made = Database.open(directory, plenty);
        Connection maker = new AshlarDataSource(made).getConnection()) {
      run(maker, "create table t (id integer primary key)");
      run(maker, "insert into t values (1)");
    }
    // Less is free than is to be kept, and more than deletions may use.
    long kept = Math.min(2 * Files.getFileStore(place).getUsableSpace(), 1L << 50);
    Options none = Options.builder().minFreeBytes(kept).build();
    try (Database full = Database.open(directory, none);
        Connection writer = new AshlarDataSource(full).getConnection()) {
      assertState(
          "53100", SQLNonTransientException.class, () -> run(writer, "insert into t values (2)"));
      try (PreparedStatement insert = writer.prepareStatement("insert into t values (?)")) {
        insert.setInt(1, 3);
        insert.addBatch();
        assertState("53100", BatchUpdateException.class, insert::executeBatch);
      }
      writer.setAutoCommit(false);
      assertThat(run(writer, "insert into t values (4)")).isEqualTo(1);
      assertState("53100", SQLNonTransientException.class, writer::commit);
      try (Statement statement = writer.createStatement();
          ResultSet rows = statement.executeQuery("select id from t")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(1);
        assertThat(rows.next()).isFalse();
      }
      assertThat(writer.isValid(0)).isTrue();
      assertThat(run(writer, "delete from t")).isEqualTo(1);
      writer.commit();
    }
  }

  @Test
  void shouldRollBackATransactionThatIsLeftAlone() throws SQLException {
    run("insert into items values (1, 'a')");
    source.setProperty("idleTransactionTimeout", "20ms");
    try (Connection idle = source.getConnection();
        Connection lent = source.getConnection()) {
      idle.setAutoCommit(false);
      lent.setAutoCommit(false);
      assertThat(lent.unwrap(Transaction.class).active()).isTrue();
      assertThat(run(lent, "insert into items values (2, 'b')")).isEqualTo(1);
      assertThat(run(idle, "update items set name = 'c' where id = 1")).isEqualTo(1);
      // It waits for the lock until the other is ended for it.
      assertThat(run("update items set name = 'd' where id = 1")).isEqualTo(1);
      assertState("25P02", SQLException.class, () -> run(idle, "delete from items"));
      idle.rollback();
      idle.setAutoCommit(true);
      assertThat(run(idle, "delete from items where id = 1")).isEqualTo(1);
      lent.commit();
    }
    assertThat(names()).containsExactly("b");
  }

  @Test
  void shouldEndAStatementThatWaitsWhenItsTimeIsUpOrItIsAborted() throws Exception {
    run("insert into items values (1, 'a')");
    connection.setAutoCommit(false);
    run("update items set name = 'b' where id = 1");
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (Connection waiting = source.getConnection();
        Statement update = waiting.createStatement()) {
      waiting.setAutoCommit(false);
      assertThat(run(waiting, "insert into items values (2, 'c')")).isEqualTo(1);
      update.setQueryTimeout(1);
      String text = "update items set name = 'd' where id = 1";
      assertState("57014", SQLTimeoutException.class, () -> update.executeUpdate(text));
      assertThat(run(waiting, "update items set name = 'e' where id = 2")).isEqualTo(1);
      update.setQueryTimeout(0);
      Future<Long> changed = thread.submit(() -> update.executeLargeUpdate(text));
      while (database.monitor().diagnostics().lockWaiters() == 0) {
        Thread.onSpinWait();
      }
      waiting.abort(Runnable::run);
      assertThatThrownBy(changed::get)
          .cause()
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
      assertThat(waiting.isClosed()).isTrue();
      assertState("08003", SQLException.class, () -> update.executeUpdate(text));
    } finally {
      thread.shutdown();
    }
    connection.commit();
    assertThat(names()).containsExactly("b");
    assertThat(database.monitor().diagnostics().rowLocks()).isZero();
  }
}
