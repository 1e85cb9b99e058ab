package io.ashlar.bench.reads.engine;

import io.ashlar.Database;
import io.ashlar.bench.peers.sql.SqlEngine;
import io.ashlar.bench.peers.sql.SqlKind;
import io.ashlar.bench.peers.sql.SqlSetup;
import io.ashlar.bench.reads.data.Span;
import io.ashlar.bench.reads.data.SpanReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The table of spans in an engine that is spoken to in SQL: the same statements for all. */
final class SqlStore implements SpanStore {

  private static final String TABLE = "spans";
  private static final String INSERT =
      "insert into spans (" + SqlReader.COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?)";

  private final SqlEngine engine;
  private Connection writer;
  private PreparedStatement insert;

  private SqlStore(SqlEngine engine) {
    this.engine = engine;
  }

  static SqlStore open(SqlKind kind, StoreSetup setup) throws SQLException {
    SqlSetup how =
        new SqlSetup(setup.directory(), false, setup.cacheBytes(), setup.residentBytes(), null);
    SqlEngine engine = SqlEngine.open(kind, how);
    engine.readAnew();
    return new SqlStore(engine);
  }

  @Override
  public String version() throws SQLException {
    return engine.version();
  }

  @Override
  public void create() throws SQLException {
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "%s %s (id %s not null primary key, trace_id %s not null, service varchar(40) not null,"
                  .formatted(
                      engine.createTable(),
                      TABLE,
                      engine.longKey(),
                      engine.binary(Span.TRACE_BYTES))
              + " operation varchar(80) not null, started bigint not null,"
              + " duration bigint not null, status integer not null,"
              + " attributes varchar(200) not null)");
      statement.execute("create index spans_service on spans (service, started desc)");
      statement.execute("create index spans_trace on spans (trace_id)");
    }
    writer = engine.connect();
    writer.setAutoCommit(false);
    insert = writer.prepareStatement(INSERT);
  }

  @Override
  public void write(List<Span> spans) throws SQLException {
    for (Span span : spans) {
      insert.setLong(1, span.id());
      insert.setBytes(2, Span.traceBytes(span.traceHigh(), span.traceLow()));
      insert.setString(3, span.service());
      insert.setString(4, span.operation());
      insert.setLong(5, span.started());
      insert.setLong(6, span.duration());
      insert.setInt(7, span.status());
      insert.setString(8, span.attributes());
      insert.addBatch();
    }
    insert.executeBatch();
    writer.commit();
  }

  @Override
  public void settle() throws SQLException {
    closeWriter();
    engine.settle(List.of(TABLE));
    try (Connection connection = engine.connect()) {
      if (connection.isWrapperFor(Database.class)) {
        connection.unwrap(Database.class).maintenance().compact();
      }
    }
  }

  private void closeWriter() throws SQLException {
    if (writer != null) {
      insert.close();
      writer.close();
      writer = null;
    }
  }

  @Override
  public SpanReader newReader() throws SQLException {
    return new SqlReader(engine);
  }

  @Override
  public void close() throws SQLException {
    closeWriter();
    engine.close();
  }
}
