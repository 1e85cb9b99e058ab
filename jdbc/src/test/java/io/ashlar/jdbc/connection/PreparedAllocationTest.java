package io.ashlar.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.testkit.AllocationRounds;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an execution through the driver allocates in steady state, on a store on disk: one thin
 * result for a query, and nothing for rows, numbers and changes. The store in memory makes objects
 * of its own.
 */
class PreparedAllocationTest {

  private static final int MEASURED = 5_000;
  private static final int ROWS = 1_000;
  private static final int RANGE = 100;
  private static final int TELLERS = 10;
  private static final int STATEMENTS_A_TRANSACTION = 10;

  /** The thin result. */
  private static final double RESULT_BYTES = 48;

  /** The read transaction of a query that commits by itself, and its result. */
  private static final double AUTOCOMMIT_BYTES = 208;

  private static final double LOOK_UP_BYTES = 160;

  /** What the typed API takes for a commit. */
  private static final double COMMIT_BYTES = 48;

  /** Five statements, among them a query, and a commit. */
  private static final double TPCB_BYTES = 88;

  /** A String of fewer than 17 letters. */
  private static final double STRING_BYTES = 24 + 32;

  /** Below the smallest object for each operation: now and then a store's memory grows. */
  private static final double NOTHING = 4.0;

  @TempDir Path directory;

  private Connection connection;
  private long sum;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:ashlar:" + directory + "?durability=none");
    execute(
        "create table accounts (id bigint primary key, balance bigint, rate double precision,"
            + " amount decimal(15, 2), name varchar(84))");
    execute("create table tellers (id bigint primary key, balance bigint)");
    execute("create table history (id bigint primary key, account bigint, delta bigint)");
    try (PreparedStatement insert =
        connection.prepareStatement("insert into accounts values (?, ?, ?, 12.5, ?)")) {
      for (int i = 0; i < ROWS; i++) {
        insert.setLong(1, i);
        insert.setLong(2, 100);
        insert.setDouble(3, 1.5);
        insert.setString(4, "name" + i);
        insert.addBatch();
      }
      assertThat(insert.executeBatch()).hasSize(ROWS);
    }
    for (int i = 0; i < TELLERS; i++) {
      execute("insert into tellers values (" + i + ", 0)");
    }
    connection.setAutoCommit(false);
  }

  @AfterEach
  void close() throws SQLException {
    assertThat(sum).isPositive();
    connection.close();
  }

  private void execute(String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.execute(text)).isFalse();
    }
  }

  /** Something that is measured. */
  private interface Call {
    void run(int number) throws SQLException;
  }

  private static double bytes(double limit, Call call) {
    return AllocationRounds.leastBytes(
        limit,
        MEASURED,
        i -> {
          try {
            call.run(i);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** Changes are taken back now and then, so that transactions stay small. */
  private void rollbackAfter(int number) throws SQLException {
    if (number % STATEMENTS_A_TRANSACTION == 0) {
      connection.rollback();
    }
  }

  private void select(PreparedStatement select, int number) throws SQLException {
    select.setLong(1, number % ROWS);
    try (ResultSet rows = select.executeQuery()) {
      if (rows.next()) {
        sum += rows.getLong(1) + rows.getInt(2) + (long) rows.getDouble(3);
      }
    }
  }

  @Test
  void shouldAllocateOneThinResultWhenRowIsSelected() throws SQLException {
    String text = "select balance, id, rate from accounts where id = ?";
    try (PreparedStatement select = connection.prepareStatement(text)) {
      assertThat(bytes(RESULT_BYTES, i -> select(select, i))).isLessThanOrEqualTo(RESULT_BYTES);
      connection.setAutoCommit(true);
      assertThat(bytes(AUTOCOMMIT_BYTES, i -> select(select, i)))
          .isLessThanOrEqualTo(AUTOCOMMIT_BYTES);
    }
  }

  /** The text without its literals, by which the plan is found. */
  @Test
  void shouldAllocateLittleMoreWhenTextWasNotPrepared() throws SQLException {
    String[] texts = new String[ROWS];
    for (int i = 0; i < ROWS; i++) {
      texts[i] = "select balance, id, rate from accounts where id = " + i;
    }
    double limit = RESULT_BYTES + LOOK_UP_BYTES;
    try (Statement statement = connection.createStatement()) {
      assertThat(
              bytes(
                  limit,
                  i -> {
                    try (ResultSet rows = statement.executeQuery(texts[i % ROWS])) {
                      sum += rows.next() ? rows.getLong(1) + rows.getLong(2) : 0;
                    }
                  }))
          .isLessThanOrEqualTo(limit);
    }
  }

  @Test
  void shouldAllocateNoMoreThanTheStringWhenTextIsRead() throws SQLException {
    double limit = RESULT_BYTES + STRING_BYTES;
    try (PreparedStatement select =
        connection.prepareStatement("select name from accounts where id = ?")) {
      assertThat(
              bytes(
                  limit,
                  i -> {
                    select.setLong(1, i % ROWS);
                    try (ResultSet rows = select.executeQuery()) {
                      sum += rows.next() ? rows.getString(1).length() : 0;
                    }
                  }))
          .isLessThanOrEqualTo(limit);
    }
  }

  /** An execution shows many rows, so that a byte a row would be seen. */
  @Test
  void shouldAllocateNothingForEachRowWhenRangeIsRead() throws SQLException {
    String text = "select id, balance, rate from accounts where id >= ? and id < ?";
    try (PreparedStatement select = connection.prepareStatement(text)) {
      assertThat(
              bytes(
                  RESULT_BYTES,
                  i -> {
                    int first = i % (ROWS - RANGE);
                    select.setLong(1, first);
                    select.setLong(2, first + RANGE);
                    try (ResultSet rows = select.executeQuery()) {
                      while (rows.next()) {
                        sum += rows.getLong("id") + rows.getInt(2) + (long) rows.getDouble(3);
                      }
                    }
                  }))
          .isLessThanOrEqualTo(RESULT_BYTES);
    }
  }

  @Test
  void shouldAllocateNothingWhenRowIsUpdatedInsertedOrDeleted() throws SQLException {
    String text = "update accounts set balance = balance + ?, rate = ? where id = ?";
    try (PreparedStatement update = connection.prepareStatement(text);
        PreparedStatement insert =
            connection.prepareStatement("insert into tellers values (?, ?)");
        PreparedStatement delete =
            connection.prepareStatement("delete from accounts where id = ?")) {
      assertThat(
              bytes(
                  NOTHING,
                  i -> {
                    rollbackAfter(i);
                    update.setLong(1, 1);
                    update.setDouble(2, i);
                    update.setInt(3, i % ROWS);
                    sum += update.executeUpdate();
                  }))
          .isLessThanOrEqualTo(NOTHING);
      assertThat(
              bytes(
                  NOTHING,
                  i -> {
                    rollbackAfter(i);
                    insert.setLong(1, TELLERS + (long) i);
                    insert.setLong(2, i);
                    sum += insert.executeUpdate();
                  }))
          .isLessThanOrEqualTo(NOTHING);
      assertThat(
              bytes(
                  NOTHING,
                  i -> {
                    rollbackAfter(i);
                    delete.setLong(1, i % ROWS);
                    sum += delete.executeUpdate();
                  }))
          .isLessThanOrEqualTo(NOTHING);
    }
  }

  @Test
  void shouldAllocateWhatTheTypedApiDoesWhenTransactionIsCommitted() throws SQLException {
    String text = "update accounts set balance = balance + ? where id = ?";
    try (PreparedStatement update = connection.prepareStatement(text)) {
      Call one =
          i -> {
            update.setLong(1, 1);
            update.setLong(2, i % ROWS);
            sum += update.executeUpdate();
          };
      double committed =
          bytes(
              COMMIT_BYTES,
              i -> {
                one.run(i);
                connection.commit();
              });
      assertThat(committed).isLessThanOrEqualTo(COMMIT_BYTES);
      connection.setAutoCommit(true);
      assertThat(bytes(COMMIT_BYTES, one)).isLessThanOrEqualTo(COMMIT_BYTES);
    }
  }

  @Test
  void shouldAllocateLittleWhenTransactionHasManyStatements() throws SQLException {
    try (PreparedStatement account =
            connection.prepareStatement("update accounts set balance = balance + ? where id = ?");
        PreparedStatement balance =
            connection.prepareStatement("select balance from accounts where id = ?");
        PreparedStatement teller =
            connection.prepareStatement("update tellers set balance = balance + ? where id = ?");
        PreparedStatement history =
            connection.prepareStatement("insert into history values (?, ?, ?)")) {
      double bytes =
          bytes(
              TPCB_BYTES,
              i -> {
                account.setLong(1, 1);
                account.setLong(2, i % ROWS);
                sum += account.executeUpdate();
                balance.setLong(1, i % ROWS);
                try (ResultSet rows = balance.executeQuery()) {
                  sum += rows.next() ? rows.getLong(1) : 0;
                }
                for (int t = 0; t < 2; t++) {
                  teller.setLong(1, 1);
                  teller.setLong(2, (i + t) % TELLERS);
                  sum += teller.executeUpdate();
                }
                history.setLong(1, i);
                history.setLong(2, i % ROWS);
                history.setLong(3, 1);
                sum += history.executeUpdate();
                connection.commit();
              });
      assertThat(bytes).isLessThanOrEqualTo(TPCB_BYTES);
    }
  }
}
