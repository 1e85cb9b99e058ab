package io.ashlar.jdbc.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.error.ClosedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenDatabasesTest {

  private final OpenDatabases databases = new OpenDatabases();

  @TempDir private Path directory;

  private DatabaseUse use(String place) throws SQLException {
    return databases.use(ConnectionSettings.of("jdbc:ashlar:" + place, null));
  }

  private static void assertClosed(Database database) {
    assertThatThrownBy(database::beginRead).isInstanceOf(ClosedException.class);
  }

  private static void assertOpen(Database database) {
    database.beginRead().close();
  }

  @Test
  void shouldShareDatabaseWhenPathsLeadToOneDirectory() throws SQLException, IOException {
    Path real = directory.resolve("real");
    Path link = directory.resolve("link");
    try (DatabaseUse first = use(real.toString())) {
      assertThat(Files.createSymbolicLink(link, real)).exists();
      try (DatabaseUse second = use(link.toString());
          DatabaseUse third = use(directory + "/./other/../real")) {
        assertThat(second.database()).isSameAs(first.database());
        assertThat(third.database()).isSameAs(first.database());
        assertThat(databases.size()).isEqualTo(1);
      }
      assertOpen(first.database());
    }
    assertThat(databases.size()).isZero();
  }

  @Test
  void shouldCloseDatabaseWhenLastUseEnds() throws SQLException {
    DatabaseUse first = use("mem:a");
    DatabaseUse second = use("mem:a");
    Database database = first.database();
    first.close();
    first.close();
    assertOpen(database);
    second.close();
    assertClosed(database);
    try (DatabaseUse again = use("mem:a")) {
      assertThat(again.database()).isNotSameAs(database);
    }
  }

  @Test
  void shouldKeepApartWhenNamesDiffer() throws SQLException {
    try (DatabaseUse a = use("mem:a");
        DatabaseUse b = use("mem:b");
        DatabaseUse nameless = use("mem:");
        DatabaseUse other = use("mem:")) {
      assertThat(List.of(a.database(), b.database(), nameless.database(), other.database()))
          .doesNotHaveDuplicates();
      assertThat(databases.size()).isEqualTo(2);
    }
  }

  @Test
  void shouldStayOpenWhenDelayHasNotPassed() throws SQLException {
    DatabaseUse first = use("mem:kept?closeDelay=1h");
    Database database = first.database();
    first.close();
    assertOpen(database);
    DatabaseUse second = use("mem:kept");
    assertThat(second.database()).isSameAs(database);
    second.close();
    assertClosed(database);
  }

  @Test
  void shouldCloseWhenDelayHasPassed() throws SQLException {
    DatabaseUse use = use("mem:short?closeDelay=1ms");
    Database database = use.database();
    use.close();
    while (databases.size() > 0) {
      Thread.onSpinWait();
    }
    try (DatabaseUse again = use("mem:short")) {
      assertThat(again.database()).isNotSameAs(database);
    }
    assertClosed(database);
  }

  @Test
  void shouldRefuseWhenOpenWithOtherOptions() throws SQLException {
    try (DatabaseUse use = use("mem:o?compression=false")) {
      assertThatThrownBy(() -> use("mem:o?compression=true"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("property=compression asked=true open=false");
      assertThatThrownBy(() -> use("mem:o?cacheBytes=64m")).isInstanceOf(SQLException.class);
      try (DatabaseUse same = use("mem:o?compression=FALSE&isolation=snapshot&durability=none")) {
        assertThat(same.database()).isSameAs(use.database());
      }
    }
    assertThat(databases.size()).isZero();
  }

  @Test
  void shouldLeaveNothingBehindWhenItCannotBeOpened() throws SQLException, IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    assertThatThrownBy(() -> use(file.toString())).isInstanceOf(SQLException.class);
    assertThat(databases.size()).isZero();
    Path held = directory.resolve("held");
    Database database = Database.open(held);
    try (database) {
      assertThatThrownBy(() -> use(held.toString()))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"));
    }
    try (DatabaseUse use = use(held.toString())) {
      assertOpen(use.database());
    }
  }

  @Test
  void shouldNeverGiveClosedDatabaseWhenThreadsOpenAndClose()
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(4, run -> new Thread(run, "user"));
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        running.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 200; i++) {
                    try (DatabaseUse use = use("mem:raced")) {
                      assertOpen(use.database());
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> one : running) {
        assertThat(one.get()).isNull();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(databases.size()).isZero();
  }
}
