package io.ashlar.bench.reads.engine;

import static io.ashlar.type.ColumnType.BYTES;
import static io.ashlar.type.ColumnType.INT;
import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;

import io.ashlar.Database;
import io.ashlar.Insert;
import io.ashlar.Options;
import io.ashlar.bench.reads.data.Span;
import io.ashlar.bench.reads.data.SpanReader;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.Transaction;
import java.util.List;

/** Ashlar through its typed API. */
final class AshlarStore implements SpanStore {

  static final String TABLE = "spans";

  private static final TableSchema SCHEMA =
      TableSchema.named(TABLE)
          .column("id", LONG)
          .column("trace_id", BYTES)
          .notNull()
          .column("service", STRING)
          .notNull()
          .column("operation", STRING)
          .notNull()
          .column("started", LONG)
          .notNull()
          .column("duration", LONG)
          .notNull()
          .column("status", INT)
          .notNull()
          .column("attributes", STRING)
          .notNull()
          .primaryKey("id")
          .index("spans_service", index -> index.ascending("service").descending("started"))
          .index("spans_trace", index -> index.ascending("trace_id"))
          .build();

  private final Database database;
  private SpanColumns columns;
  private Insert insert;

  private AshlarStore(Database database) {
    this.database = database;
  }

  static AshlarStore open(StoreSetup setup) {
    Options options =
        Options.builder()
            .durability(Durability.NONE)
            .cacheBytes(setup.cacheBytes())
            .residentBytes(setup.residentBytes())
            .build();
    return new AshlarStore(Database.open(setup.directory().resolve("ashlar"), options));
  }

  @Override
  public String version() {
    String version = Database.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public void create() {
    columns = SpanColumns.of(database.schema().createTable(SCHEMA));
    insert = columns.table().insert();
  }

  @Override
  public void write(List<Span> spans) {
    try (Transaction transaction = database.begin()) {
      for (Span span : spans) {
        insert
            .set(columns.id(), span.id())
            .setValue(columns.traceId(), Span.traceBytes(span.traceHigh(), span.traceLow()))
            .set(columns.service(), span.service())
            .set(columns.operation(), span.operation())
            .set(columns.started(), span.started())
            .set(columns.duration(), span.duration())
            .set(columns.status(), span.status())
            .set(columns.attributes(), span.attributes())
            .execute(transaction);
      }
      transaction.commit();
    }
  }

  @Override
  public void settle() {
    database.flush();
    database.maintenance().analyze(TABLE);
    database.maintenance().compact();
  }

  @Override
  public SpanReader newReader() {
    return new AshlarReader(database, SpanColumns.of(database.table(TABLE)));
  }

  @Override
  public void close() {
    database.close();
  }
}
