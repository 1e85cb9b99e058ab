package io.ashlar.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.ashlar.Database;
import io.ashlar.error.StoreOpenException;
import io.ashlar.transaction.Transaction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pool asks of connections, and what a program sees of it. */
class PoolProgramTest {

  @TempDir private Path directory;
  private Path place;

  @BeforeEach
  void choose() {
    place = directory.resolve("db");
  }

  private HikariConfig config(String properties) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:ashlar:" + place + "?durability=none" + properties);
    config.setMaximumPoolSize(2);
    config.setConnectionTimeout(250);
    config.setValidationTimeout(250);
    return config;
  }

  private static int run(Connection connection, String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(text);
    }
  }

  private static long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from t")) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }

  private static void create(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      assertThat(run(connection, "create table t (id integer primary key)")).isZero();
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    }
  }

  @Test
  void shouldGiveUpTheDirectoryWhenThePoolIsClosed() throws SQLException {
    try (HikariDataSource pool = new HikariDataSource(config(""))) {
      create(pool);
      try (Connection connection = pool.getConnection()) {
        assertThat(run(connection, "insert into t values (1)")).isEqualTo(1);
      }
      assertThatThrownBy(() -> Database.open(place)).isInstanceOf(StoreOpenException.class);
    }
    try (Database database = Database.open(place)) {
      assertThat(database.schema().tables()).containsExactly("t");
    }
  }

  @Test
  void shouldStayOpenForAWhileWhenThatIsAsked() throws SQLException {
    try (HikariDataSource pool = new HikariDataSource(config("&closeDelay=never"))) {
      create(pool);
    }
    assertThatThrownBy(() -> Database.open(place)).isInstanceOf(StoreOpenException.class);
    String url = "jdbc:ashlar:" + place;
    try (Connection last = DriverManager.getConnection(url + "?closeDelay=0")) {
      assertThat(count(last)).isZero();
    }
    Database.open(place).close();
  }

  @Test
  void shouldRollBackWhatWasNotCommittedWhenAConnectionComesBack() throws SQLException {
    HikariConfig config = config("");
    config.setAutoCommit(false);
    config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
    try (HikariDataSource pool = new HikariDataSource(config)) {
      create(pool);
      try (Connection connection = pool.getConnection()) {
        assertThat(connection.getTransactionIsolation())
            .isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        assertThat(run(connection, "insert into t values (1)")).isEqualTo(1);
      }
      try (Connection connection = pool.getConnection()) {
        assertThat(count(connection)).isZero();
        connection.setReadOnly(false);
        connection.rollback();
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setNetworkTimeout(Runnable::run, 1_000);
      }
      try (Connection connection = pool.getConnection()) {
        assertThat(connection.getTransactionIsolation())
            .isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
      }
    }
  }

  @Test
  void shouldOnlyReadWhenThePoolIsReadOnly() throws SQLException {
    try (HikariDataSource pool = new HikariDataSource(config("&closeDelay=never"))) {
      create(pool);
    }
    HikariConfig config = config("&closeDelay=0");
    config.setReadOnly(true);
    config.addDataSourceProperty("isolation", "snapshot");
    try (HikariDataSource pool = new HikariDataSource(config);
        Connection connection = pool.getConnection()) {
      assertThat(connection.isReadOnly()).isTrue();
      assertThat(connection.getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
      assertThat(count(connection)).isZero();
      assertThatThrownBy(() -> run(connection, "insert into t values (1)"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
    }
  }

  @Test
  void shouldShareOneTransactionWhenConnectionsAreUnwrapped() throws SQLException {
    try (HikariDataSource pool = new HikariDataSource(config(""))) {
      create(pool);
      try (Connection connection = pool.getConnection()) {
        connection.setAutoCommit(false);
        Database database = connection.unwrap(Database.class);
        var table = database.table("t");
        Transaction transaction = connection.unwrap(Transaction.class);
        assertThat(table.insert(transaction).set(table.intColumn("id"), 7).execute()).isEqualTo(1);
        assertThat(run(connection, "insert into t values (8)")).isEqualTo(1);
        assertThat(count(connection)).isEqualTo(2);
        try (Connection other = pool.getConnection()) {
          assertThat(other.unwrap(Database.class)).isSameAs(database);
          assertThat(count(other)).isZero();
        }
        connection.rollback();
        assertThat(count(connection)).isZero();
        connection.rollback();
      }
    }
  }

  @Test
  void shouldGiveAnotherConnectionWhenOneWasAborted() throws Exception {
    try (HikariDataSource pool = new HikariDataSource(config(""))) {
      create(pool);
      Connection first = pool.getConnection();
      assertThat(run(first, "insert into t values (1), (2), (3)")).isEqualTo(3);
      first.setAutoCommit(false);
      assertThat(run(first, "delete from t")).isEqualTo(3);
      CountDownLatch begun = new CountDownLatch(1);
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Thread user =
          new Thread(
              () -> {
                try (Statement statement = first.createStatement()) {
                  begun.countDown();
                  while (!Thread.currentThread().isInterrupted()) {
                    try (ResultSet rows = statement.executeQuery("select count(*) from t")) {
                      assertThat(rows.next()).isTrue();
                    }
                  }
                } catch (SQLException e) {
                  failure.set(e);
                }
              },
              "user of a connection");
      user.start();
      assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
      first.unwrap(Connection.class).abort(Runnable::run);
      user.join();
      // What was running is cancelled; what came after finds the connection closed.
      assertThat(failure.get())
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isIn("57014", "08003"));
      assertThat(first.isValid(1)).isFalse();
      pool.evictConnection(first);
      try (Connection second = pool.getConnection()) {
        assertThat(second.isValid(1)).isTrue();
        assertThat(count(second)).isEqualTo(3);
      }
    }
  }

  @Test
  void shouldRefuseInTimeWhenAllConnectionsAreLent() throws SQLException {
    try (HikariDataSource pool = new HikariDataSource(config(""));
        Connection first = pool.getConnection();
        Connection second = pool.getConnection()) {
      assertThatThrownBy(pool::getConnection).isInstanceOf(SQLTransientConnectionException.class);
      assertThat(first.unwrap(Database.class)).isSameAs(second.unwrap(Database.class));
    }
  }

  @Test
  void shouldSayWhyWhenPropertiesAreWrong() {
    HikariConfig unknown = config("&cacheByte=1m");
    unknown.setInitializationFailTimeout(1);
    assertThatThrownBy(() -> new HikariDataSource(unknown).close())
        .rootCause()
        .hasMessageContaining("nearest=cacheBytes");
    try (HikariDataSource pool = new HikariDataSource(config("&cacheBytes=8m"))) {
      assertThat(pool.isRunning()).isTrue();
      HikariConfig other = config("&cacheBytes=16m");
      other.setInitializationFailTimeout(1);
      assertThatThrownBy(() -> new HikariDataSource(other).close())
          .rootCause()
          .hasMessageContaining("property=cacheBytes");
    }
  }
}
