package io.ashlar.flyway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program does with Flyway. */
class MigrationsTest {

  @TempDir private Path directory;
  private String url;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    url = "jdbc:ashlar:" + directory.resolve("db") + "?durability=none";
    connection = DriverManager.getConnection(url);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private Flyway flyway(String... folders) {
    String[] places = new String[folders.length];
    for (int i = 0; i < folders.length; i++) {
      places[i] = "classpath:migrations/" + folders[i];
    }
    return Flyway.configure()
        .dataSource(url, null, null)
        .locations(places)
        .placeholders(Map.of("third", "Cid"))
        .cleanDisabled(false)
        .load();
  }

  private List<String> texts(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  private int run(String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(text);
    }
  }

  @Test
  void shouldMigrateOnceWhenMigrationsAreRunAgain() throws SQLException {
    MigrateResult first = flyway("first").migrate();
    assertThat(first.success).isTrue();
    assertThat(first.migrationsExecuted).isEqualTo(3);
    assertThat(texts("select note from persons order by id")).containsExactly("it's;", "a;$$b");
    assertThat(texts("select n from counts")).containsExactly("2");
    assertThat(texts("select count(*) from orders")).containsExactly("2");
    assertThat(flyway("first").migrate().migrationsExecuted).isZero();
    assertThat(flyway("first", "second").migrate().migrationsExecuted).isEqualTo(1);
    assertThat(texts("select name from persons where born is not null")).containsExactly("Cid");
    assertThat(flyway("first", "second").info().all())
        .extracting(info -> info.getState())
        .containsOnly(MigrationState.SUCCESS);
    assertThat(texts("select version from flyway_schema_history order by installed_rank"))
        .containsExactly("1", "2", null, "3");
    flyway("first", "second").validate();
  }

  @Test
  void shouldRefuseWhenAMigrationWasEditedAfterItRan() throws SQLException {
    assertThat(flyway("first").migrate().success).isTrue();
    assertThat(run("update flyway_schema_history set checksum = 1 where version = '1'"))
        .isEqualTo(1);
    assertThatThrownBy(() -> flyway("first").validate())
        .isInstanceOf(FlywayValidateException.class)
        .hasMessageContaining("checksum");
    flyway("first").repair();
    flyway("first").validate();
  }

  @Test
  void shouldRunRepeatableAgainWhenItHasChanged() throws SQLException {
    assertThat(flyway("first").migrate().success).isTrue();
    assertThat(run("update flyway_schema_history set checksum = 1 where version is null"))
        .isEqualTo(1);
    assertThat(run("insert into persons (name) values ('Dan')")).isEqualTo(1);
    assertThat(flyway("first").migrate().migrationsExecuted).isEqualTo(1);
    assertThat(texts("select n from counts")).containsExactly("3");
  }

  @Test
  void shouldTellTheFailedOneWhenAMigrationBreaks() throws SQLException {
    assertThat(flyway("first").migrate().success).isTrue();
    assertThatThrownBy(() -> flyway("first", "broken").migrate())
        .isInstanceOf(FlywayException.class)
        .hasMessageContaining("23505");
    // What defines tables commits; what changes rows has been rolled back.
    assertThat(texts("select id from half")).isEmpty();
    assertThat(texts("select version from flyway_schema_history where not success"))
        .containsExactly("4");
    assertThatThrownBy(() -> flyway("first", "broken").migrate())
        .isInstanceOf(FlywayException.class);
    flyway("first", "broken").repair();
    assertThat(texts("select version from flyway_schema_history where not success")).isEmpty();
  }

  @Test
  void shouldLeaveNothingWhenSchemaIsCleaned() throws SQLException {
    assertThat(flyway("first", "second").migrate().success).isTrue();
    assertThat(flyway("first").clean().schemasCleaned).containsExactly("public");
    try (ResultSet rows = connection.getMetaData().getTables(null, null, null, null)) {
      assertThat(rows.next()).isFalse();
    }
    assertThatThrownBy(() -> texts("select nextval('numbers')")).isInstanceOf(SQLException.class);
    assertThat(flyway("first").migrate().migrationsExecuted).isEqualTo(3);
  }

  @Test
  void shouldBeginBehindTheBaselineWhenThereAreTables() throws SQLException {
    assertThat(run("create table persons (id bigint primary key, name varchar(40), note text)"))
        .isZero();
    assertThat(run("create table orders (id bigint primary key, person bigint)")).isZero();
    assertThat(run("create sequence numbers")).isZero();
    assertThatThrownBy(() -> flyway("first").migrate())
        .isInstanceOf(FlywayException.class)
        .hasMessageContaining("non-empty schema");
    Flyway behind =
        Flyway.configure()
            .dataSource(url, null, null)
            .locations("classpath:migrations/second")
            .placeholders(Map.of("third", "Cid"))
            .baselineVersion("2")
            .load();
    assertThat(behind.baseline().successfullyBaselined).isTrue();
    assertThatThrownBy(behind::migrate)
        .isInstanceOf(FlywayException.class)
        .hasMessageContaining("23502");
    assertThat(texts("select version from flyway_schema_history where success"))
        .containsExactly("2");
  }

  @Test
  void shouldRunEachOnceWhenManyMigrateAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4, run -> new Thread(run, "migrator"));
    try {
      List<Future<Integer>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        running.add(threads.submit(() -> flyway("first").migrate().migrationsExecuted));
      }
      int executed = 0;
      for (Future<Integer> one : running) {
        executed += one.get();
      }
      assertThat(executed).isEqualTo(3);
    } finally {
      threads.shutdown();
    }
    assertThat(texts("select count(*) from persons")).containsExactly("2");
    assertThat(texts("select count(*) from flyway_schema_history")).containsExactly("3");
  }
}
