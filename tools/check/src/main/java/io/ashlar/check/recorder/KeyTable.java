package io.ashlar.check.recorder;

import static io.ashlar.query.Parameter.parameter;
import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;

import io.ashlar.Database;
import io.ashlar.Delete;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.row.RowReader;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.util.List;

/**
 * The statements on the table of keys, prepared once. The index stores what the rows hold, so that
 * a read through it sees index entries alone. Belongs to one thread.
 */
final class KeyTable implements AutoCloseable {

  private static final String NAME = "history_keys";
  private static final String INDEX = "by_mirror";

  private final LongColumn id;
  private final LongColumn mirror;
  private final LongColumn register;
  private final StringColumn list;
  private final Get get;
  private final Insert insert;
  private final Insert upsert;
  private final Update append;
  private final Delete delete;
  private final PreparedScan byIndex;
  private final PreparedScan byRange;
  private int turn;

  KeyTable(Database database) {
    Table table = database.table(NAME);
    id = table.longColumn("id");
    mirror = table.longColumn("mirror");
    register = table.longColumn("register");
    list = table.stringColumn("list");
    get = table.get();
    insert = table.insert();
    upsert = table.upsert();
    append = table.update().where(id.eq(parameter(0)));
    delete = table.delete().where(id.eq(parameter(0)));
    byIndex =
        table
            .scan()
            .using(INDEX)
            .where(mirror.between(parameter(0), parameter(1)))
            .select(id, register, list)
            .prepare();
    byRange =
        table
            .scan()
            .where(id.between(parameter(0), parameter(1)))
            .select(id, register, list)
            .prepare();
  }

  static void create(Database database) {
    database
        .schema()
        .createTable(
            TableSchema.named(NAME)
                .column("id", LONG)
                .column("mirror", LONG)
                .column("register", LONG)
                .column("list", STRING)
                .primaryKey("id")
                .index(INDEX, index -> index.ascending("mirror").storing("register", "list"))
                .build());
  }

  /** Fills in what one read, or several in a row, found. */
  void read(ReadTransaction transaction, List<Step> steps, int first) {
    Step step = steps.get(first);
    for (int i = first; i < first + step.range; i++) {
      steps.get(i).found = null;
      steps.get(i).foundList = null;
    }
    turn++;
    if (step.range == 1 && turn % 3 == 0) {
      if (get.set(id, step.key).fetch(transaction)) {
        found(step, get);
      }
      return;
    }
    long last = step.key + step.range - 1;
    boolean indexed = turn % 3 == 1;
    PreparedScan scan =
        indexed
            ? byIndex.bind(0, -last).bind(1, -step.key)
            : byRange.bind(0, step.key).bind(1, last);
    try (RowCursor row = scan.open(transaction)) {
      while (row.next()) {
        found(steps.get((int) (first + row.getLong(id) - step.key)), row);
      }
    }
  }

  private void found(Step step, RowReader row) {
    if (!row.isNull(register)) {
      step.found = row.getLong(register);
    }
    if (!row.isNull(list)) {
      step.foundList = row.getString(list);
    }
  }

  void write(Transaction transaction, long key, long value) {
    upsert.set(id, key).set(mirror, -key).set(register, value).execute(transaction);
  }

  /** Whether there was a row to delete. */
  boolean delete(Transaction transaction, long key) {
    return delete.bind(0, key).execute(transaction) > 0;
  }

  /** Locks the row and reads it again, as an append in SQL would. */
  void append(Transaction transaction, long key, long value) {
    if (get.set(id, key).fetchForUpdate(transaction)) {
      String longer = get.getString(list) + "," + value;
      append.bind(0, key).set(list, longer).execute(transaction);
    } else {
      insert.set(id, key).set(mirror, -key).set(list, Long.toString(value)).execute(transaction);
    }
  }

  @Override
  public void close() {
    byIndex.close();
    byRange.close();
  }
}
