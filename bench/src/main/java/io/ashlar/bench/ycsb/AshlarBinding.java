package io.ashlar.bench.ycsb;

import static io.ashlar.query.Parameter.parameter;

import io.ashlar.Database;
import io.ashlar.Delete;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Update;
import io.ashlar.error.RetryableException;
import io.ashlar.query.BytesColumn;
import io.ashlar.row.RowReader;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.Vector;
import java.util.function.Supplier;
import site.ycsb.ByteArrayByteIterator;
import site.ycsb.ByteIterator;
import site.ycsb.DB;
import site.ycsb.DBException;
import site.ycsb.Status;

/**
 * The binding that the client of YCSB makes by its name, one for each of its threads. All of them
 * share one database. Statements are prepared once; each operation is a transaction of its own.
 * What the interface of YCSB asks for, a map of copied values for each row, allocates.
 */
public final class AshlarBinding extends DB {

  private UserTable users;
  private Transaction transaction;
  private Get get;
  private Insert insert;
  private Update update;
  private Delete delete;
  private PreparedScan scan;

  /** Made by reflection; {@link #init} follows. */
  public AshlarBinding() {}

  @Override
  public void init() throws DBException {
    users = UserTable.acquire(getProperties());
    Database database = users.database();
    // One statement on one row: what it must see is the newest version once the row is locked.
    transaction = database.begin(IsolationLevel.READ_COMMITTED);
    transaction.rollback();
    get = users.table().get();
    insert = users.table().insert();
    update = users.table().update().where(users.key().eq(parameter(0)));
    delete = users.table().delete().where(users.key().eq(parameter(0)));
    scan = users.table().scan().where(users.key().atLeast(parameter(0))).prepare();
  }

  @Override
  public void cleanup() throws DBException {
    scan.close();
    transaction.close();
    UserTable.release();
  }

  @Override
  public Status read(
      String table, String key, Set<String> fields, Map<String, ByteIterator> result) {
    try (ReadTransaction view = users.database().beginRead()) {
      if (!get.set(users.key(), key).fetch(view)) {
        return Status.NOT_FOUND;
      }
      copy(get, fields, result);
      return Status.OK;
    }
  }

  @Override
  @SuppressWarnings("NonApiType") // The interface of YCSB has these types.
  public Status scan(
      String table,
      String startKey,
      int count,
      Set<String> fields,
      Vector<HashMap<String, ByteIterator>> result) {
    try (ReadTransaction view = users.database().beginRead();
        RowCursor row = scan.bind(0, startKey).open(view)) {
      for (int i = 0; i < count && row.next(); i++) {
        HashMap<String, ByteIterator> values = new HashMap<>();
        copy(row, fields, values);
        result.add(values);
      }
      return Status.OK;
    }
  }

  @Override
  public Status update(String table, String key, Map<String, ByteIterator> values) {
    Map<BytesColumn, byte[]> assigned = drain(values);
    return write(
        () -> {
          update.bind(0, key);
          assigned.forEach(update::set);
          return update.execute(transaction) == 1 ? Status.OK : Status.NOT_FOUND;
        });
  }

  @Override
  public Status insert(String table, String key, Map<String, ByteIterator> values) {
    Map<BytesColumn, byte[]> assigned = drain(values);
    return write(
        () -> {
          insert.set(users.key(), key);
          assigned.forEach(insert::set);
          insert.execute(transaction);
          return Status.OK;
        });
  }

  @Override
  public Status delete(String table, String key) {
    return write(
        () -> delete.bind(0, key).execute(transaction) == 1 ? Status.OK : Status.NOT_FOUND);
  }

  /** Runs a statement and commits, again after a conflict. */
  private Status write(Supplier<Status> statement) {
    while (true) {
      try {
        transaction.begin();
        Status status = statement.get();
        transaction.commit();
        return status;
      } catch (RetryableException e) {
        transaction.rollback();
      }
    }
  }

  /** The values can be read once only, a statement may run twice. */
  private Map<BytesColumn, byte[]> drain(Map<String, ByteIterator> values) {
    Map<BytesColumn, byte[]> drained = new HashMap<>();
    values.forEach((name, value) -> drained.put(users.field(name), value.toArray()));
    return drained;
  }

  private void copy(RowReader row, Set<String> fields, Map<String, ByteIterator> values) {
    for (String name : fields == null ? users.fieldNames() : fields) {
      BytesColumn field = users.field(name);
      if (!row.isNull(field)) {
        values.put(name, new ByteArrayByteIterator(row.getBytes(field)));
      }
    }
  }
}
