package io.ashlar.bench.statement;

import static io.ashlar.query.Parameter.parameter;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.query.LongColumn;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The cases over one store, which does not sync, so that what is compared is not the disk. Both
 * ways run on one database.
 */
final class StatementCases implements AutoCloseable {

  private static final int ROWS = 20_000;
  private static final int RANGE = 100;
  private static final int TELLERS = 10;
  private static final String POINT = "select balance from accounts where id = ";

  private static final String JOIN =
      "select a.balance, t.balance from accounts a join tellers t on t.id = a.teller"
          + " where a.id >= ? and a.id < ?";
  private static final String GROUP =
      "select teller, count(*), sum(balance) from accounts where id >= ? and id < ?"
          + " group by teller";

  private final Connection connection;
  private final Connection within;
  private final Statement statement;
  private final Database database;
  private final Transaction transaction;

  /** As that of {@link #within} while it reads: of the same level, and under way. */
  private final Transaction reading;

  private final Table accounts;
  private final LongColumn id;
  private final LongColumn balance;

  private StatementCases(Connection connection, Connection within) throws SQLException {
    this.connection = connection;
    this.within = within;
    this.statement = connection.createStatement();
    this.database = connection.unwrap(Database.class);
    load();
    this.transaction = database.begin(IsolationLevel.READ_COMMITTED);
    transaction.rollback();
    this.reading = database.begin(IsolationLevel.READ_COMMITTED);
    this.accounts = database.table("accounts");
    this.id = accounts.longColumn("id");
    this.balance = accounts.longColumn("balance");
  }

  static StatementCases open(Path directory) throws SQLException {
    String url = "jdbc:ashlar:" + directory.toAbsolutePath() + "?durability=none";
    Connection connection = DriverManager.getConnection(url);
    Connection within = DriverManager.getConnection(url);
    within.setAutoCommit(false);
    return new StatementCases(connection, within);
  }

  private void load() throws SQLException {
    statement.execute(
        "create table accounts (id bigint primary key, teller bigint, balance bigint,"
            + " filler varchar(84))");
    statement.execute("create table tellers (id bigint primary key, balance bigint)");
    statement.execute("create table history (id bigint primary key, account bigint, delta bigint)");
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement("insert into accounts values (?, ?, 1, ?)")) {
      for (int i = 0; i < ROWS; i++) {
        insert.setLong(1, i);
        insert.setLong(2, i % TELLERS);
        insert.setString(3, " ".repeat(84));
        insert.addBatch();
      }
      insert.executeBatch();
    }
    for (int i = 0; i < TELLERS; i++) {
      statement.execute("insert into tellers values (" + i + ", 1)");
    }
    connection.commit();
    connection.setAutoCommit(true);
    statement.execute("analyze accounts");
  }

  List<StatementCase> all() throws SQLException {
    Get get = accounts.get();
    PreparedStatement point = connection.prepareStatement(POINT + "?");
    PreparedStatement pointWithin = within.prepareStatement(POINT + "?");
    return List.of(
        new StatementCase("point select, autocommit", i -> select(point, i), i -> got(get, i)),
        new StatementCase(
            "point select, in a transaction",
            i -> select(pointWithin, i),
            i -> got(get, reading, i)),
        range(),
        update(),
        insert(),
        tpcb(get),
        new StatementCase(
            "point select, known shape", i -> selectText(POINT + i % ROWS), i -> select(point, i)),
        new StatementCase("point select, new shape", i -> selectText(newPoint(i)), null),
        new StatementCase("join of three, new shape, prepared", i -> prepare(newJoin(i)), null),
        new StatementCase("join, bytes for 100 rows", text(JOIN), null),
        new StatementCase("group, bytes for 100 rows", text(GROUP), null));
  }

  private static String newPoint(int number) {
    return "select balance as b" + number + " from accounts where id = " + number % ROWS;
  }

  private static String newJoin(int number) {
    return "select a.balance, t.balance, h.delta as d"
        + number
        + " from accounts a join tellers t on t.id = a.teller join history h on h.id = a.id"
        + " where a.id = 17 order by a.id";
  }

  private long prepare(String text) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(text)) {
      return prepared.getParameterMetaData() == null ? 0 : 1;
    }
  }

  private static long select(PreparedStatement select, int number) throws SQLException {
    select.setLong(1, number % ROWS);
    try (ResultSet rows = select.executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  private long selectText(String text) throws SQLException {
    try (ResultSet rows = statement.executeQuery(text)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  private long got(Get get, int number) {
    try (ReadTransaction view = database.beginRead()) {
      return got(get, view, number);
    }
  }

  private long got(Get get, ReadTransaction reader, int number) {
    return get.set(id, number % ROWS).fetch(reader) ? get.getLong(balance) : 0;
  }

  private StatementCase.Work text(String text) throws SQLException {
    PreparedStatement select = connection.prepareStatement(text);
    return i -> walk(select, i);
  }

  private static long walk(PreparedStatement select, int number) throws SQLException {
    int first = number % (ROWS - RANGE);
    select.setLong(1, first);
    select.setLong(2, first + RANGE);
    long sum = 0;
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        sum += rows.getLong(1) + rows.getLong(2);
      }
    }
    return sum;
  }

  private StatementCase range() throws SQLException {
    PreparedStatement select =
        within.prepareStatement("select id, balance from accounts where id >= ? and id < ?");
    PreparedScan scan =
        accounts
            .scan()
            .select(id, balance)
            .where(id.atLeast(parameter(0)).and(id.lessThan(parameter(1))))
            .unbounded()
            .prepare();
    return new StatementCase(
        "range of 100",
        i -> walk(select, i),
        i -> {
          int first = i % (ROWS - RANGE);
          long sum = 0;
          try (RowCursor rows = scan.bind(0, first).bind(1, first + RANGE).open(reading)) {
            while (rows.next()) {
              sum += rows.getLong(id) + rows.getLong(balance);
            }
          }
          return sum;
        });
  }

  private StatementCase update() throws SQLException {
    PreparedStatement update =
        within.prepareStatement("update accounts set balance = balance + ? where id = ?");
    Update own = accounts.update().where(id.eq(parameter(0))).add(balance, parameter(1));
    return new StatementCase(
        "update and commit",
        i -> {
          long rows = update(update, i);
          within.commit();
          return rows;
        },
        i -> {
          transaction.begin();
          long rows = own.bind(0, i % ROWS).bind(1, 1).execute(transaction);
          transaction.commit();
          return rows;
        });
  }

  private static long update(PreparedStatement update, int number) throws SQLException {
    update.setLong(1, 1);
    update.setLong(2, number % ROWS);
    return update.executeUpdate();
  }

  private StatementCase insert() throws SQLException {
    PreparedStatement insert = within.prepareStatement("insert into history values (?, ?, 1)");
    Table history = database.table("history");
    Insert own = history.insert();
    LongColumn key = history.longColumn("id");
    LongColumn account = history.longColumn("account");
    LongColumn delta = history.longColumn("delta");
    return new StatementCase(
        "insert and commit",
        i -> {
          insert.setLong(1, 2L * i);
          insert.setLong(2, i);
          long rows = insert.executeUpdate();
          within.commit();
          return rows;
        },
        i -> {
          transaction.begin();
          long rows = own.set(key, 2L * i + 1).set(account, i).set(delta, 1).execute(transaction);
          transaction.commit();
          return rows;
        });
  }

  private StatementCase tpcb(Get get) throws SQLException {
    PreparedStatement account =
        within.prepareStatement("update accounts set balance = balance + ? where id = ?");
    PreparedStatement read = within.prepareStatement(POINT + "?");
    PreparedStatement teller =
        within.prepareStatement("update tellers set balance = balance + ? where id = ?");
    PreparedStatement history = within.prepareStatement("insert into history values (?, ?, 1)");
    Table tellers = database.table("tellers");
    Table written = database.table("history");
    Update ownAccount = accounts.update().where(id.eq(parameter(0))).add(balance, parameter(1));
    Update ownTeller =
        tellers
            .update()
            .where(tellers.longColumn("id").eq(parameter(0)))
            .add(tellers.longColumn("balance"), parameter(1));
    Insert ownHistory = written.insert();
    LongColumn key = written.longColumn("id");
    LongColumn of = written.longColumn("account");
    LongColumn delta = written.longColumn("delta");
    return new StatementCase(
        "TPC-B transaction",
        i -> {
          update(account, i);
          long sum = select(read, i);
          update(teller, i % TELLERS);
          update(teller, (i + 1) % TELLERS);
          history.setLong(1, -1 - 2L * i);
          history.setLong(2, i);
          sum += history.executeUpdate();
          within.commit();
          return sum;
        },
        i -> {
          transaction.begin();
          ownAccount.bind(0, i % ROWS).bind(1, 1).execute(transaction);
          long sum = got(get, transaction, i);
          ownTeller.bind(0, i % TELLERS).bind(1, 1).execute(transaction);
          ownTeller.bind(0, (i + 1) % TELLERS).bind(1, 1).execute(transaction);
          sum += ownHistory.set(key, -2 - 2L * i).set(of, i).set(delta, 1).execute(transaction);
          transaction.commit();
          return sum;
        });
  }

  @Override
  public void close() throws SQLException {
    reading.close();
    transaction.close();
    within.close();
    connection.close();
  }
}
