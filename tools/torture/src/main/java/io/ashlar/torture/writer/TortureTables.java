package io.ashlar.torture.writer;

import static io.ashlar.query.Parameter.parameter;
import static io.ashlar.type.ColumnType.INT;
import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;

import io.ashlar.Database;
import io.ashlar.Delete;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;

/** The two tables: rows with a secondary and a unique index, and heads. Shared by all threads. */
final class TortureTables {

  static final String ROWS = "torture_rows";
  static final String HEADS = "torture_heads";

  /** The head that holds the shared total. */
  static final int TOTAL = -1;

  final Table rows;
  final IntColumn thread;
  final IntColumn slot;
  final LongColumn sequence;
  final IntColumn bucket;
  final StringColumn tag;
  final StringColumn payload;

  final Table heads;
  final IntColumn headThread;
  final LongColumn headSequence;

  private TortureTables(Table rows, Table heads) {
    this.rows = rows;
    thread = rows.intColumn("thread");
    slot = rows.intColumn("slot");
    sequence = rows.longColumn("sequence");
    bucket = rows.intColumn("bucket");
    tag = rows.stringColumn("tag");
    payload = rows.stringColumn("payload");
    this.heads = heads;
    headThread = heads.intColumn("thread");
    headSequence = heads.longColumn("sequence");
  }

  /** Opens the tables; the process that should have created them may have been killed before. */
  static TortureTables openOrCreate(Database database) {
    return new TortureTables(
        database.findTable(ROWS).orElseGet(() -> database.schema().createTable(rowsSchema())),
        database.findTable(HEADS).orElseGet(() -> database.schema().createTable(headsSchema())));
  }

  /** Opens the tables; null when the store does not have both. */
  static TortureTables openOrNull(Database database) {
    return database.findTable(ROWS).isPresent() && database.findTable(HEADS).isPresent()
        ? new TortureTables(database.table(ROWS), database.table(HEADS))
        : null;
  }

  Update updateRow() {
    return rows.update().where(thread.eq(parameter(0)).and(slot.eq(parameter(1))));
  }

  Delete deleteRow() {
    return rows.delete().where(thread.eq(parameter(0)).and(slot.eq(parameter(1))));
  }

  Update updateHead() {
    return heads.update().where(headThread.eq(parameter(0)));
  }

  private static TableSchema rowsSchema() {
    return TableSchema.named(ROWS)
        .column("thread", INT)
        .column("slot", INT)
        .column("sequence", LONG)
        .notNull()
        .column("bucket", INT)
        .column("tag", STRING)
        .notNull()
        .column("payload", STRING)
        .notNull()
        .primaryKey("thread", "slot")
        .index("by_bucket", ix -> ix.ascending("bucket").storing("sequence"))
        .uniqueIndex("by_tag", ix -> ix.ascending("tag"))
        .build();
  }

  private static TableSchema headsSchema() {
    return TableSchema.named(HEADS)
        .column("thread", INT)
        .column("sequence", LONG)
        .notNull()
        .primaryKey("thread")
        .build();
  }
}
