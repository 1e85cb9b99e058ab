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
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;

/**
 * The statements on the table of keys, prepared once. The index stores what the rows hold, so that
 * a read through it sees index entries alone. Belongs to one thread.
 */
final class KeyTable implements KeyAccess {

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
  private final Database database;
  private final IsolationLevel isolation;
  private ReadTransaction view;
  private Transaction transaction;
  private int turn;

  KeyTable(Database database, IsolationLevel isolation) {
    this.database = database;
    this.isolation = isolation;
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

  /** The statements of each process, on the table itself. */
  record OfDatabase(Database database, IsolationLevel isolation) implements KeyAccess.Maker {
    @Override
    public void createTable() {
      create(database);
    }

    @Override
    public KeyAccess open() {
      return new KeyTable(database, isolation);
    }
  }

  @Override
  public void begin(boolean readOnly) {
    if (readOnly) {
      view = database.beginRead();
    } else {
      transaction = database.begin(isolation);
    }
  }

  private ReadTransaction reading() {
    return view == null ? transaction : view;
  }

  @Override
  public void read(long first, long last, Found found) {
    turn++;
    if (first == last && turn % 3 == 0) {
      if (get.set(id, first).fetch(reading())) {
        tell(get, first, found);
      }
      return;
    }
    boolean indexed = turn % 3 == 1;
    PreparedScan scan =
        indexed ? byIndex.bind(0, -last).bind(1, -first) : byRange.bind(0, first).bind(1, last);
    try (RowCursor row = scan.open(reading())) {
      while (row.next()) {
        tell(row, row.getLong(id), found);
      }
    }
  }

  private void tell(RowReader row, long key, Found found) {
    found.row(
        key,
        row.isNull(register) ? null : row.getLong(register),
        row.isNull(list) ? null : row.getString(list));
  }

  @Override
  public void write(long key, long value) {
    upsert.set(id, key).set(mirror, -key).set(register, value).execute(transaction);
  }

  @Override
  public boolean delete(long key) {
    return delete.bind(0, key).execute(transaction) > 0;
  }

  @Override
  public void append(long key, long value) {
    if (get.set(id, key).fetchForUpdate(transaction)) {
      String longer = get.getString(list) + "," + value;
      append.bind(0, key).set(list, longer).execute(transaction);
    } else {
      insert.set(id, key).set(mirror, -key).set(list, Long.toString(value)).execute(transaction);
    }
  }

  @Override
  public long commit() {
    return view == null ? transaction.commit() : view.readTimestamp();
  }

  @Override
  public void end() {
    try {
      if (view != null) {
        view.close();
      }
      if (transaction != null) {
        transaction.close();
      }
    } finally {
      view = null;
      transaction = null;
    }
  }

  @Override
  public void close() {
    byIndex.close();
    byRange.close();
  }
}
