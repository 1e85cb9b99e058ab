package io.ashlar.bench.statement;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.ashlar.Database;
import io.ashlar.jdbc.AshlarDataSource;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A process until it has the first row of a query: it prints the nanoseconds of CPU of all its
 * threads since its database was open, and the bytes that its thread has allocated since. A
 * database that is new is given a table and a row before.
 */
final class FirstRowChild {

  private FirstRowChild() {}

  public static void main(String[] args) throws SQLException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Database database = Database.open(Path.of(args[0]))) {
      long bytes = threads.getCurrentThreadAllocatedBytes();
      long nanos = system.getProcessCpuTime();
      try (Connection connection = new AshlarDataSource(database).getConnection()) {
        if (args.length > 1) {
          make(connection);
        }
        read(connection);
        nanos = system.getProcessCpuTime() - nanos;
        bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
      }
      System.out.println(nanos + " " + bytes);
    }
  }

  private static void make(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table t (id bigint primary key, v varchar(9))");
      statement.executeUpdate("insert into t values (1, 'a')");
    }
  }

  private static void read(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("select v from t where id = ?")) {
      select.setLong(1, 1);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next() || !"a".equals(row.getString(1))) {
          throw new IllegalStateException("no first row");
        }
      }
    }
  }
}
