package io.ashlar.rows.face;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.Join;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.GroupCursor;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.aggregate.PreparedGroups;
import io.ashlar.error.AshlarException;
import io.ashlar.expire.SweepOptions;
import io.ashlar.expire.Sweeper;
import io.ashlar.index.IndexBuild;
import io.ashlar.index.IndexBuildOptions;
import io.ashlar.ingest.RowFiller;
import io.ashlar.ingest.TableWriter;
import io.ashlar.ingest.WriterOptions;
import io.ashlar.load.LoadOptions;
import io.ashlar.load.LoadReport;
import io.ashlar.load.LoadRow;
import io.ashlar.lookup.BatchGet;
import io.ashlar.page.Continuation;
import io.ashlar.page.Pages;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.row.Assignments;
import io.ashlar.row.Bindings;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * A database with tables, and live objects made from it. What is made for one call is closed by
 * {@link #tidy}.
 */
final class World implements AutoCloseable {

  static final String TABLE = "everything";
  static final String PARTS = "parts";
  static final String INDEX = "by_string";
  static final String SEQUENCE = "numbers";

  private final Deque<AutoCloseable> made = new ArrayDeque<>();
  final Database db =
      io.ashlar.rows.database.Databases.inMemory(
          Options.builder().lockTimeout(Duration.ofMillis(20)).build());
  final Table table = db.schema().createTable(schema());
  private final Table parts =
      db.schema()
          .createTable(
              TableSchema.named(PARTS)
                  .column("number", ColumnType.LONG)
                  .column("text", ColumnType.STRING)
                  .primaryKey("number")
                  .partitionBy(Partitioning.range("number", 10))
                  .build());
  private long key = 100;

  World() {
    db.schema().createSequence(SEQUENCE, SequenceOptions.defaults());
    fill(table.insert(), 1).execute();
    parts.insert().set(parts.longColumn("number"), 1).execute();
  }

  private static TableSchema schema() {
    return TableSchema.named(TABLE)
        .column("id", ColumnType.LONG)
        .column("boolean", ColumnType.BOOLEAN)
        .column("int", ColumnType.INT)
        .column("float", ColumnType.FLOAT)
        .column("double", ColumnType.DOUBLE)
        .column("decimal", ColumnType.decimal(10, 2))
        .column("string", ColumnType.STRING)
        .column("bytes", ColumnType.BYTES)
        .column("uuid", ColumnType.UUID)
        .column("date", ColumnType.DATE)
        .column("time", ColumnType.TIME)
        .column("timestamp", ColumnType.TIMESTAMP)
        .primaryKey("id")
        .uniqueIndex(INDEX, ix -> ix.ascending("string"))
        .build();
  }

  private Insert fill(Insert insert, long id) {
    return insert
        .set(table.longColumn("id"), id)
        .set(table.booleanColumn("boolean"), true)
        .set(table.intColumn("int"), 1)
        .set(table.floatColumn("float"), 1)
        .set(table.doubleColumn("double"), 1)
        .set(table.decimalColumn("decimal"), BigDecimal.ONE)
        .set(table.stringColumn("string"), "text" + id)
        .set(table.bytesColumn("bytes"), new byte[] {1})
        .set(table.uuidColumn("uuid"), new UUID(0, id))
        .set(table.dateColumn("date"), LocalDate.EPOCH)
        .set(table.timeColumn("time"), LocalTime.NOON)
        .set(table.timestampColumn("timestamp"), Instant.EPOCH);
  }

  private <T extends AutoCloseable> T keep(T object) {
    made.push(object);
    return object;
  }

  ReadTransaction reader() {
    return keep(db.beginRead());
  }

  Transaction writer() {
    return keep(db.begin());
  }

  LongColumn id() {
    return table.longColumn("id");
  }

  Table parts() {
    return parts;
  }

  PreparedScan scan() {
    return keep(table.scan().prepare());
  }

  /** A scan whose one parameter takes values of a type. */
  PreparedScan boundBy(Class<?> type) {
    Parameter value = Parameter.parameter(1);
    Predicate predicate =
        switch (type.getSimpleName()) {
          case "boolean" -> table.booleanColumn("boolean").eq(value);
          case "double" -> table.doubleColumn("double").atMost(value);
          case "CharSequence" -> table.stringColumn("string").startsWith(value);
          case "byte[]" -> table.bytesColumn("bytes").atMost(value);
          case "BigDecimal" -> table.decimalColumn("decimal").atMost(value);
          case "UUID" -> table.uuidColumn("uuid").atMost(value);
          case "LocalDate" -> table.dateColumn("date").atMost(value);
          case "LocalTime" -> table.timeColumn("time").atMost(value);
          case "Instant" -> table.timestampColumn("timestamp").atMost(value);
          default -> id().atMost(value);
        };
    PreparedScan scan =
        keep(table.scan().where(predicate.or(id().eq(Parameter.parameter(0)))).prepare());
    return scan.bind(0, 1L);
  }

  RowCursor cursor() {
    RowCursor cursor = keep(scan().open(reader()));
    cursor.next();
    return cursor;
  }

  Scan scanRequest() {
    return table.scan();
  }

  Get get() {
    Get get = table.get();
    get.set(id(), 1).fetch(reader());
    return get;
  }

  BatchGet batch() {
    BatchGet batch = table.getAll();
    batch.set(id(), 1).add();
    batch.fetch(reader());
    batch.next();
    return batch;
  }

  PreparedAggregate aggregate() {
    return keep(table.scan().aggregate(Aggregate.count()));
  }

  PreparedGroups groups() {
    return keep(table.scan().groupBy(table.column("id")).aggregate(Aggregate.count()));
  }

  GroupCursor groupCursor() {
    GroupCursor cursor = keep(groups().open(reader()));
    cursor.next();
    return cursor;
  }

  Pages pages() {
    return keep(table.scan().orderBy(id().ascending()).pages(1));
  }

  Join join() {
    Join join = keep(Join.inner(cursor(), reader(), scan(), (outer, inner) -> inner.bind(0, 1L)));
    return join;
  }

  Continuation continuation() {
    PreparedScan scan = keep(table.scan().limit(1).prepare());
    RowCursor cursor = keep(scan.open(reader()));
    while (cursor.next()) {
      assert cursor.getLong(id()) > 0 : "ids are positive";
    }
    return cursor.continuation().orElseThrow();
  }

  Sweeper sweeper() {
    return keep(
        db.maintenance()
            .startSweeper("sweeper" + key++, SweepOptions.defaults().interval(Duration.ofDays(1))));
  }

  TableWriter tableWriter() {
    return keep(table.writer(WriterOptions.defaults().queueBytes(4_096)));
  }

  /** A row that is ready to be submitted. */
  RowFiller filler() {
    RowFiller filler = tableWriter().upsert();
    return filler.set(table.longColumn("id"), key++);
  }

  /** That of a load which has ended: it still takes columns, which nobody asks for. */
  LoadRow loadRow() {
    LoadRow[] kept = new LoadRow[1];
    LoadReport report =
        table.load(
            row -> {
              kept[0] = row;
              return false;
            },
            LoadOptions.defaults());
    assertThat(report.rows()).isZero();
    return kept[0];
  }

  IndexBuild build() {
    IndexBuild build =
        db.schema()
            .startIndexBuild(
                TABLE,
                IndexSchema.named("built" + key++).ascending("int").build(),
                IndexBuildOptions.defaults());
    build.await();
    return build;
  }

  /** An insert that is ready, for those who only assign. */
  Assignments<?> assignments() {
    return fill(table.insert(), key++);
  }

  Bindings<?> bindings() {
    return scan();
  }

  /** Whether the database is open and nobody has changed the tables. */
  boolean isAsMade() {
    try {
      return db.schema().tables().equals(List.of(TABLE, PARTS))
          && db.table(TABLE) == table
          && table.schema().equals(schema())
          && parts.listPartitions().size() == 1
          && db.schema().sequences().equals(List.of(SEQUENCE))
          && table.historyRetention().isZero()
          && table.get().set(id(), 1).find().isPresent();
    } catch (AshlarException dropped) {
      return false;
    }
  }

  /** Whether rows are written and read as ever. */
  boolean works() {
    long row = key++;
    return fill(table.insert(), row).execute() == 1
        && table.get().set(id(), row).find().isPresent()
        && table.delete().where(id().eq(row)).execute() == 1;
  }

  /** Closes what the last call was made with. */
  void tidy() {
    while (!made.isEmpty()) {
      try {
        made.pop().close();
      } catch (AshlarException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    try {
      tidy();
    } finally {
      db.close();
    }
  }
}
