package io.ashlar.bench.reads.engine;

import io.ashlar.bench.peers.sql.SqlEngine;
import io.ashlar.bench.reads.data.RowDigest;
import io.ashlar.bench.reads.data.Span;
import io.ashlar.bench.reads.data.SpanReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** One connection with its prepared queries. */
final class SqlReader implements SpanReader {

  static final String COLUMNS =
      "id, trace_id, service, operation, started, duration, status, attributes";

  private static final String SELECT = "select " + COLUMNS + " from spans where ";

  private final Connection connection;
  private final PreparedStatement point;
  private final PreparedStatement trace;
  private final PreparedStatement newest;
  private final PreparedStatement range;
  private final PreparedStatement scan;
  private final PreparedStatement group;

  SqlReader(SqlEngine engine) throws SQLException {
    connection = engine.connect();
    connection.setAutoCommit(false);
    point = connection.prepareStatement(SELECT + "id = ?");
    trace = connection.prepareStatement(SELECT + "trace_id = ? order by id");
    newest =
        connection.prepareStatement(
            SELECT
                + "service = ? and started >= ? and started < ? "
                + engine.descending("service", "started")
                + " "
                + engine.first(NEWEST));
    range = connection.prepareStatement(SELECT + "id >= ? and id < ? order by id");
    scan =
        connection.prepareStatement("select count(*), sum(duration) from spans where duration > ?");
    group =
        connection.prepareStatement(
            "select service, count(*), max(started) from spans group by service order by service");
  }

  /** The first query begins it. */
  @Override
  public void begin() {}

  @Override
  public void end() throws SQLException {
    connection.commit();
  }

  @Override
  public int point(long id, RowDigest digest) throws SQLException {
    point.setLong(1, id);
    return rows(point, digest);
  }

  @Override
  public int trace(long high, long low, RowDigest digest) throws SQLException {
    trace.setBytes(1, Span.traceBytes(high, low));
    return rows(trace, digest);
  }

  @Override
  public int newest(String service, long from, long to, RowDigest digest) throws SQLException {
    newest.setString(1, service);
    newest.setLong(2, from);
    newest.setLong(3, to);
    return rows(newest, digest);
  }

  @Override
  public int range(long from, long to, RowDigest digest) throws SQLException {
    range.setLong(1, from);
    range.setLong(2, to);
    return rows(range, digest);
  }

  private static int rows(PreparedStatement query, RowDigest digest) throws SQLException {
    int found = 0;
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        digest.number(row.getLong(1));
        digest.bytes(row.getBytes(2));
        digest.text(row.getString(3));
        digest.text(row.getString(4));
        digest.number(row.getLong(5));
        digest.number(row.getLong(6));
        digest.number(row.getInt(7));
        digest.text(row.getString(8));
        found++;
      }
    }
    return found;
  }

  @Override
  public int scan(long duration, RowDigest digest) throws SQLException {
    scan.setLong(1, duration);
    try (ResultSet row = scan.executeQuery()) {
      row.next();
      digest.number(row.getLong(1));
      digest.number(row.getLong(2)); // 0 for null
    }
    return 1;
  }

  @Override
  public int group(RowDigest digest) throws SQLException {
    int found = 0;
    try (ResultSet row = group.executeQuery()) {
      while (row.next()) {
        digest.text(row.getString(1));
        digest.number(row.getLong(2));
        digest.number(row.getLong(3));
        found++;
      }
    }
    return found;
  }

  /** What the queries have read within is given up with the connection. */
  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }
}
