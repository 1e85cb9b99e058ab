package io.ashlar.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.ReadTransaction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AshlarDataSourceTest {

  @TempDir private Path directory;

  private static void run(AshlarDataSource source, String text) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(statement.execute(text)).isFalse();
    }
  }

  private static long count(AshlarDataSource source) throws SQLException {
    try (Connection connection = source.getConnection("any", "one");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select id from t")) {
      long count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }

  @Test
  void shouldKeepRowsWhenDirectoryIsOpenedAgain() throws SQLException {
    AshlarDataSource source = new AshlarDataSource();
    source.setUrl("jdbc:ashlar:" + directory.resolve("db"));
    source.setIsolation("serializable");
    source.setDurability("none");
    run(source, "create table t (id integer primary key)");
    run(source, "insert into t values (1), (2)");
    assertThat(count(source)).isEqualTo(2);
    source.setReadOnly(true);
    assertThatThrownBy(() -> run(source, "insert into t values (3)"))
        .isInstanceOf(SQLException.class);
    try (Connection connection = source.getConnection()) {
      assertThat(connection.getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
      assertThat(connection.getMetaData().getURL()).isEqualTo(source.getUrl());
      assertThat(connection.getMetaData().isReadOnly()).isTrue();
    }
  }

  @Test
  void shouldLeaveDatabaseOpenWhenProgramOpenedIt() throws SQLException {
    try (Database database = Database.inMemory()) {
      AshlarDataSource source = new AshlarDataSource(database);
      run(source, "create table t (id integer primary key)");
      run(source, "insert into t values (1)");
      assertThat(count(source)).isEqualTo(1);
      assertThat(database.schema().tables()).containsExactly("t");
    }
    assertThatThrownBy(() -> count(new AshlarDataSource()))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("no URL");
  }

  @Test
  void shouldRefuseWhenPropertyIsForWhoOpensTheDatabase() {
    try (Database database = Database.inMemory()) {
      for (String property : List.of("cacheBytes", "closeDelay")) {
        AshlarDataSource source = new AshlarDataSource(database);
        source.setProperty(property, property.equals("cacheBytes") ? "64m" : "1s");
        assertThatThrownBy(source::getConnection)
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("property=" + property);
      }
    }
  }

  /**
   * What one connection commits is on disk when it returns, whatever the database was opened for.
   */
  @Test
  void shouldCommitAsDurablyAsTheConnectionSays(@TempDir Path place) throws SQLException {
    Options options = Options.builder().durability(Durability.NONE).build();
    try (Database database = Database.open(place.resolve("db"), options)) {
      AshlarDataSource source = new AshlarDataSource(database);
      run(source, "create table t (id integer primary key)");
      database.flush();
      source.setDurability("group");
      run(source, "insert into t values (1)");
      assertThat(durableRows(database)).isEqualTo(1);
      try (Connection connection = new AshlarDataSource(database).getConnection();
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        assertThat(statement.executeUpdate("insert into t values (2)")).isEqualTo(1);
        assertThat(statement.executeUpdate("set durability = always")).isZero();
        connection.commit();
        assertThat(durableRows(database)).isEqualTo(2);
      }
    }
  }

  private static long durableRows(Database database) {
    Table table = database.table("t");
    try (ReadTransaction durable = database.beginReadDurable();
        PreparedScan scan = table.scan().prepare();
        RowCursor rows = scan.open(durable)) {
      long count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }

  @Test
  void shouldRefuseWhenPropertyIsUnknown() {
    AshlarDataSource source = new AshlarDataSource();
    source.setUrl("jdbc:ashlar:mem:");
    source.setProperty("durablity", "none");
    assertThatThrownBy(source::getConnection)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("nearest=durability");
  }

  @Test
  void shouldServeEachThreadWhenManyAsk() throws Exception {
    AshlarDataSource source = new AshlarDataSource();
    source.setUrl("jdbc:ashlar:mem:threads");
    ExecutorService threads = Executors.newFixedThreadPool(4, run -> new Thread(run, "user"));
    try (Connection keeping = source.getConnection()) {
      run(source, "create table t (id integer primary key)");
      List<Future<?>> running =
          IntStream.range(0, 4)
              .<Future<?>>mapToObj(
                  t ->
                      threads.submit(
                          () -> {
                            for (int i = 0; i < 50; i++) {
                              run(source, "insert into t values (" + (t * 50 + i) + ")");
                            }
                            return null;
                          }))
              .toList();
      for (Future<?> one : running) {
        assertThat(one.get()).isNull();
      }
      assertThat(count(source)).isEqualTo(200);
      assertThat(keeping.isValid(1)).isTrue();
    } finally {
      threads.shutdown();
    }
  }
}
