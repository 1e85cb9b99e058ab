package io.ashlar.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.transaction.Transaction;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two threads in one connection. */
class SharedConnectionTest {

  private Connection connection;
  private Connection other;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:ashlar:mem:shared");
    other = DriverManager.getConnection("jdbc:ashlar:mem:shared");
  }

  @AfterEach
  void close() throws SQLException {
    other.close();
    connection.close();
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("HY010"))
        .hasMessageStartingWith("Another thread is using the connection.");
  }

  @Test
  void shouldRefuseSecondThreadWhenOneIsInside() throws Exception {
    AshlarConnection mine = connection.unwrap(AshlarConnection.class);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    ExecutorService thread = Executors.newSingleThreadExecutor(run -> new Thread(run, "other"));
    try (PreparedStatement select = connection.prepareStatement("select 1");
        ResultSet rows = select.executeQuery()) {
      // Otherwise values are refused for want of a row.
      assertThat(rows.next()).isTrue();
      Future<Void> holder =
          thread.submit(
              () -> {
                mine.enter();
                inside.countDown();
                leave.await();
                mine.exit();
                return null;
              });
      inside.await();
      assertRefused(select::executeQuery);
      assertRefused(rows::next);
      assertRefused(() -> rows.getLong(1));
      assertRefused(() -> connection.prepareStatement("select 1"));
      assertRefused(() -> connection.setAutoCommit(false));
      leave.countDown();
      assertThat(holder.get()).isNull();
      assertThat(rows.getLong(1)).isEqualTo(1);
      assertThat(rows.next()).isFalse();
    } finally {
      thread.shutdown();
    }
  }

  @Test
  void shouldCloseOnTheWayOutWhenAnotherThreadIsInside() throws Exception {
    AshlarConnection mine = other.unwrap(AshlarConnection.class);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    ExecutorService thread = Executors.newSingleThreadExecutor(run -> new Thread(run, "other"));
    try {
      other.setAutoCommit(false);
      assertThat(other.unwrap(Transaction.class).active()).isTrue();
      Future<Boolean> holder =
          thread.submit(
              () -> {
                mine.enter();
                inside.countDown();
                leave.await();
                boolean active = mine.session().transaction().isPresent();
                mine.exit();
                return active;
              });
      inside.await();
      other.abort(Runnable::run);
      assertThat(other.isClosed()).isTrue();
      assertThatThrownBy(mine::enter)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08003"));
      leave.countDown();
      assertThat(holder.get()).isTrue();
      assertThat(mine.session().transaction()).isEmpty();
    } finally {
      thread.shutdown();
    }
  }
}
