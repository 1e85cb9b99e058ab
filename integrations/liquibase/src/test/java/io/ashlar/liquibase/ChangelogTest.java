package io.ashlar.liquibase;

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
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.FastCheckService;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program does with Liquibase. */
class ChangelogTest {

  private static final String LOG = "io/ashlar/liquibase/changelog.xml";

  /** Held, so that its level stays. */
  private static final Logger LOGGER = Logger.getLogger("liquibase");

  static {
    LOGGER.setLevel(Level.OFF);
  }

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

  /** Something with a Liquibase of its own. */
  private interface Work {
    void with(Liquibase liquibase) throws LiquibaseException;
  }

  private void run(String log, Work work) throws Exception {
    Scope.child(
        Map.of(Scope.Attr.ui.name(), new LoggerUIService()),
        () -> {
          // What an earlier run in this JVM has found up to date it would not look at again.
          Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
          Database database =
              DatabaseFactory.getInstance()
                  .findCorrectDatabaseImplementation(
                      new JdbcConnection(DriverManager.getConnection(url)));
          try (Liquibase liquibase =
              new Liquibase(log, new ClassLoaderResourceAccessor(), database)) {
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            work.with(liquibase);
          }
        });
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

  private Set<String> tables() throws SQLException {
    try (ResultSet rows = connection.getMetaData().getTables(null, null, null, null)) {
      Set<String> names = new TreeSet<>();
      while (rows.next()) {
        names.add(rows.getString("TABLE_NAME"));
      }
      return names;
    }
  }

  @Test
  void shouldBringSchemaUpAndDownWhenChangesAreRunAndRolledBack() throws Exception {
    run(LOG, liquibase -> liquibase.update(new Contexts()));
    assertThat(tables())
        .containsExactly("databasechangelog", "databasechangeloglock", "orders", "persons");
    assertThat(texts("select name from persons order by id")).containsExactly("Ann", "Bea");
    assertThat(texts("select nextval('order_numbers')")).containsExactly("100");
    assertThatThrownBy(() -> texts("insert into orders (id, person_id) values (1, 77)"))
        .isInstanceOf(SQLException.class);
    List<ChangeSet> open = new ArrayList<>();
    run(LOG, liquibase -> open.addAll(liquibase.listUnrunChangeSets(new Contexts(), null)));
    assertThat(open).isEmpty();
    run(LOG, liquibase -> liquibase.update(new Contexts()));
    assertThat(texts("select id from databasechangelog order by orderexecuted"))
        .containsExactly("tables", "keys", "data", "later");
    assertThat(texts("select locked from databasechangeloglock")).containsExactly("false");
    run(LOG, liquibase -> liquibase.rollback(3, ""));
    assertThat(texts("select id from databasechangelog")).containsExactly("tables");
    assertThat(texts("select count(*) from persons")).containsExactly("0");
    run(LOG, liquibase -> liquibase.update(new Contexts()));
    assertThat(texts("select count(*) from persons")).containsExactly("2");
  }

  @Test
  void shouldWaitForTheLockWhenAnotherHoldsIt() throws Exception {
    run(LOG, liquibase -> liquibase.update(1, ""));
    run(
        LOG,
        liquibase -> {
          LockService service =
              LockServiceFactory.getInstance().getLockService(liquibase.getDatabase());
          service.waitForLock();
          assertThat(surely("select locked from databasechangeloglock")).containsExactly("true");
          surelyRun(
              other -> {
                LockService second =
                    LockServiceFactory.getInstance().getLockService(other.getDatabase());
                assertThat(second.acquireLock()).isFalse();
              });
          service.releaseLock();
        });
    assertThat(texts("select locked from databasechangeloglock")).containsExactly("false");
  }

  private void surelyRun(Work work) {
    try {
      run(LOG, work);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private List<String> surely(String query) {
    try {
      return texts(query);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldDropAllWhenAsked() throws Exception {
    run(LOG, liquibase -> liquibase.update(new Contexts()));
    run(LOG, Liquibase::dropAll);
    assertThat(tables()).isSubsetOf("databasechangelog", "databasechangeloglock");
  }

  @Test
  void shouldRefuseWhenAChangeWasEditedAfterItRan() throws Exception {
    run(LOG, liquibase -> liquibase.update(new Contexts()));
    try (Statement statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "update databasechangelog set md5sum = '9:00000000000000000000000000000000'"
                      + " where id = 'tables'"))
          .isEqualTo(1);
    }
    assertThatThrownBy(() -> run(LOG, liquibase -> liquibase.update(new Contexts())))
        .isInstanceOf(LiquibaseException.class)
        .hasMessageContaining("alidation");
  }
}
