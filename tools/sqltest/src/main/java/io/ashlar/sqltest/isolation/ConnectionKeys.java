package io.ashlar.sqltest.isolation;

import io.ashlar.check.recorder.KeyAccess;
import io.ashlar.error.AshlarException;
import io.ashlar.transaction.IsolationLevel;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The keys of a recording by SQL: a connection for each process, its statements prepared once.
 * Reads go by primary key, by an index that stores what the rows hold, and by a range of the
 * primary key in turn. Timestamps are not known.
 */
public final class ConnectionKeys implements KeyAccess {

  private final Connection connection;
  private final PreparedStatement byKey;
  private final PreparedStatement byIndex;
  private final PreparedStatement byRange;
  private final PreparedStatement locked;
  private final PreparedStatement append;
  private final PreparedStatement first;
  private final PreparedStatement write;
  private final PreparedStatement insert;
  private final PreparedStatement delete;
  private int turn;

  private ConnectionKeys(String url, int level) throws SQLException {
    connection = DriverManager.getConnection(url);
    connection.setTransactionIsolation(level);
    connection.setAutoCommit(false);
    String columns = "select id, register, list from history_keys where ";
    byKey = connection.prepareStatement(columns + "id = ?");
    byIndex = connection.prepareStatement(columns + "mirror between ? and ?");
    byRange = connection.prepareStatement(columns + "id between ? and ?");
    locked = connection.prepareStatement("select list from history_keys where id = ? for update");
    append = connection.prepareStatement("update history_keys set list = ? where id = ?");
    first =
        connection.prepareStatement("insert into history_keys (id, mirror, list) values (?, ?, ?)");
    write =
        connection.prepareStatement(
            "update history_keys set register = ?, list = null where id = ?");
    insert =
        connection.prepareStatement(
            "insert into history_keys (id, mirror, register) values (?, ?, ?)");
    delete = connection.prepareStatement("delete from history_keys where id = ?");
  }

  /**
   * Access through connections of one database.
   *
   * @param url where it is; without the table {@code history_keys}
   * @param isolation the level of all transactions
   */
  public record OfUrl(String url, IsolationLevel isolation) implements KeyAccess.Maker {

    @Override
    public void createTable() {
      asked(
          () -> {
            try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
              statement.execute(
                  "create table history_keys (id bigint primary key, mirror bigint not null,"
                      + " register bigint, list text)");
              return statement.execute(
                  "create index by_mirror on history_keys (mirror) include (register, list)");
            }
          });
    }

    @Override
    public KeyAccess open() {
      return asked(() -> new ConnectionKeys(url, level()));
    }

    private int level() {
      return switch (isolation) {
        case READ_COMMITTED -> Connection.TRANSACTION_READ_COMMITTED;
        case SNAPSHOT -> Connection.TRANSACTION_REPEATABLE_READ;
        case SERIALIZABLE -> Connection.TRANSACTION_SERIALIZABLE;
      };
    }
  }

  /** Something of JDBC. */
  @FunctionalInterface
  private interface Call<T> {
    T call() throws SQLException;
  }

  /** A refusal of the database as what it is; anything else has no business here. */
  private static <T> T asked(Call<T> call) {
    try {
      return call.call();
    } catch (SQLException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof AshlarException refusal) {
          throw refusal;
        }
      }
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void begin(boolean readOnly) {
    asked(
        () -> {
          connection.setReadOnly(readOnly);
          return readOnly;
        });
  }

  @Override
  public void read(long from, long to, Found found) {
    turn++;
    asked(
        () -> {
          PreparedStatement statement = byRange;
          if (from == to && turn % 3 == 0) {
            statement = byKey;
            statement.setLong(1, from);
          } else if (turn % 3 == 1) {
            statement = byIndex;
            statement.setLong(1, -to);
            statement.setLong(2, -from);
          } else {
            statement.setLong(1, from);
            statement.setLong(2, to);
          }
          return tell(statement, found);
        });
  }

  private static int tell(PreparedStatement statement, Found found) throws SQLException {
    int rows = 0;
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        long register = result.getLong(2);
        boolean none = result.wasNull();
        found.row(result.getLong(1), none ? null : register, result.getString(3));
        rows++;
      }
    }
    return rows;
  }

  @Override
  public void write(long key, long value) {
    asked(
        () -> {
          write.setLong(1, value);
          write.setLong(2, key);
          if (write.executeUpdate() > 0) {
            return 1;
          }
          insert.setLong(1, key);
          insert.setLong(2, -key);
          insert.setLong(3, value);
          return insert.executeUpdate();
        });
  }

  @Override
  public boolean delete(long key) {
    return asked(
        () -> {
          delete.setLong(1, key);
          return delete.executeUpdate() > 0;
        });
  }

  @Override
  public void append(long key, long value) {
    asked(
        () -> {
          String list = null;
          boolean there;
          locked.setLong(1, key);
          try (ResultSet result = locked.executeQuery()) {
            there = result.next();
            if (there) {
              list = result.getString(1);
            }
          }
          if (there) {
            append.setString(1, list + "," + value);
            append.setLong(2, key);
            return append.executeUpdate();
          }
          first.setLong(1, key);
          first.setLong(2, -key);
          first.setString(3, Long.toString(value));
          return first.executeUpdate();
        });
  }

  @Override
  public long commit() {
    return asked(
        () -> {
          connection.commit();
          return NO_TIMESTAMP;
        });
  }

  @Override
  public void end() {
    asked(
        () -> {
          connection.rollback();
          return true;
        });
  }

  @Override
  public void close() {
    asked(
        () -> {
          connection.close();
          return true;
        });
  }
}
