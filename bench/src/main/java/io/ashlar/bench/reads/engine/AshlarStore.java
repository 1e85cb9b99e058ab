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
import io.ashlar.load.LoadMethod;
import io.ashlar.load.LoadOptions;
import io.ashlar.load.LoadReport;
import io.ashlar.row.Assignments;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.Transaction;
import java.util.Iterator;
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
        set(insert, span);
        insert.execute(transaction);
      }
      transaction.commit();
    }
  }

  private void set(Assignments<?> row, Span span) {
    row.set(columns.id(), span.id());
    row.setValue(columns.traceId(), Span.traceBytes(span.traceHigh(), span.traceLow()));
    row.set(columns.service(), span.service());
    row.set(columns.operation(), span.operation());
    row.set(columns.started(), span.started());
    row.set(columns.duration(), span.duration());
    row.set(columns.status(), span.status());
    row.set(columns.attributes(), span.attributes());
  }

  /** Loads spans into the table, which has none. */
  void load(List<Span> spans) {
    Iterator<Span> next = spans.iterator();
    LoadReport report =
        columns
            .table()
            .load(
                row -> {
                  if (!next.hasNext()) {
                    return false;
                  }
                  set(row, next.next());
                  return true;
                },
                LoadOptions.defaults());
    if (report.method() != LoadMethod.FILES || report.rows() != spans.size()) {
      throw new IllegalStateException("not loaded by files: " + report);
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
