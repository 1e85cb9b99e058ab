package io.ashlar.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the peers agree on. Where they do not, the test of our own says what we do. */
class JdbcContractTest {

  private static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThat(
              statement.execute(
                  "create table people (id integer primary key, name varchar(40), age integer,"
                      + " height double precision, note varchar(100))"))
          .isFalse();
    }
  }

  private static void insert(Connection connection, int id, String name, Integer age)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into people (id, name, age) values (?, ?, ?)")) {
      insert.setInt(1, id);
      insert.setString(2, name);
      insert.setObject(3, age);
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
  }

  private static List<String> names(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select name from people order by id")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  @ParameterizedTest
  @EnumSource
  void shouldGiveRowsByNumberAndLabelWhenQueried(Peer peer) throws SQLException {
    try (Connection connection = peer.connect()) {
      create(connection);
      insert(connection, 1, "Ann", 30);
      insert(connection, 2, "Bob", null);
      try (PreparedStatement select =
          connection.prepareStatement(
              "select id, name, age as years from people where id >= ?" + " order by id")) {
        select.setInt(1, 1);
        try (ResultSet rows = select.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getInt(1)).isEqualTo(1);
          assertThat(rows.getString("NAME")).isEqualTo("Ann");
          assertThat(rows.getLong("years")).isEqualTo(30);
          assertThat(rows.wasNull()).isFalse();
          assertThat(rows.findColumn("Years")).isEqualTo(3);
          assertThat(rows.getString(1)).isEqualTo("1");
          assertThat(rows.getDouble(3)).isEqualTo(30.0);
          assertThat(rows.getBoolean(1)).isTrue();
          assertThat(rows.getBigDecimal(3)).isEqualByComparingTo(BigDecimal.valueOf(30));
          assertThat(rows.next()).isTrue();
          assertThat(rows.getInt(3)).isZero();
          assertThat(rows.wasNull()).isTrue();
          assertThat(rows.getObject("years")).isNull();
          assertThat(rows.getString(3)).isNull();
          assertThat(rows.next()).isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldShowNothingWhenRolledBack(Peer peer) throws SQLException {
    try (Connection connection = peer.connect()) {
      create(connection);
      assertThat(connection.getAutoCommit()).isTrue();
      connection.setAutoCommit(false);
      insert(connection, 1, "Ann", 30);
      connection.rollback();
      assertThat(names(connection)).isEmpty();
      insert(connection, 2, "Bob", 30);
      connection.commit();
      connection.rollback();
      assertThat(names(connection)).containsExactly("Bob");
      insert(connection, 3, "Cid", 30);
      connection.setAutoCommit(true);
      assertThat(names(connection)).containsExactly("Bob", "Cid");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldGoBackToSavepointWhenRolledBackToIt(Peer peer) throws SQLException {
    try (Connection connection = peer.connect()) {
      create(connection);
      connection.setAutoCommit(false);
      insert(connection, 1, "Ann", 30);
      Savepoint first = connection.setSavepoint("first");
      insert(connection, 2, "Bob", 30);
      Savepoint second = connection.setSavepoint();
      insert(connection, 3, "Cid", 30);
      connection.rollback(second);
      assertThat(names(connection)).containsExactly("Ann", "Bob");
      connection.rollback(first);
      assertThat(names(connection)).containsExactly("Ann");
      assertThat(first.getSavepointName()).isEqualTo("first");
      connection.releaseSavepoint(first);
      connection.commit();
      assertThat(names(connection)).containsExactly("Ann");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldCountEachRowWhenBatchIsExecuted(Peer peer) throws SQLException {
    try (Connection connection = peer.connect()) {
      create(connection);
      try (PreparedStatement insert =
          connection.prepareStatement("insert into people (id, name) values (?, ?)")) {
        for (int i = 1; i <= 3; i++) {
          insert.setInt(1, i);
          insert.setString(2, "n" + i);
          insert.addBatch();
        }
        assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
        assertThat(insert.executeBatch()).isEmpty();
      }
      try (Statement statement = connection.createStatement()) {
        statement.addBatch("update people set age = 1 where id <= 2");
        statement.addBatch("delete from people where id = 3");
        assertThat(statement.executeBatch()).containsExactly(2, 1);
        statement.addBatch("delete from people");
        statement.clearBatch();
        assertThat(statement.executeBatch()).isEmpty();
      }
      assertThat(names(connection)).containsExactly("n1", "n2");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldTellOfBatchWhenOneOfItFails(Peer peer) throws SQLException {
    try (Connection connection = peer.connect()) {
      create(connection);
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("insert into people (id, name) values (?, ?)")) {
        for (int id : new int[] {1, 1}) {
          insert.setInt(1, id);
          insert.setString(2, "x");
          insert.addBatch();
        }
        Class<?> failure = peer == Peer.SQLITE ? SQLException.class : BatchUpdateException.class;
        assertThatThrownBy(insert::executeBatch).isInstanceOf(failure);
      }
      connection.rollback();
      assertThat(names(connection)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldDescribeColumnsWhenMetadataIsAsked(Peer peer) throws SQLException {
    try (Connection connection = peer.connect()) {
      create(connection);
      try (PreparedStatement select =
          connection.prepareStatement("select id as number, name from people")) {
        ResultSetMetaData columns = select.getMetaData();
        assertThat(columns.getColumnCount()).isEqualTo(2);
        assertThat(columns.getColumnLabel(1)).isEqualToIgnoringCase("number");
        assertThat(columns.getColumnLabel(2)).isEqualToIgnoringCase("name");
        assertThat(columns.getTableName(2)).isEqualToIgnoringCase("people");
        assertThat(columns.getColumnType(1)).isEqualTo(java.sql.Types.INTEGER);
        assertThat(columns.getColumnType(2)).isEqualTo(java.sql.Types.VARCHAR);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldCountParametersWhenTheyAreDescribed(Peer peer) throws SQLException {
    try (Connection connection = peer.connect()) {
      create(connection);
      try (PreparedStatement select =
          connection.prepareStatement("select id from people where id > ? and name = ?")) {
        assertThat(select.getParameterMetaData().getParameterCount()).isEqualTo(2);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldListTablesWhenTheirPatternFits(Peer peer) throws SQLException {
    try (Connection connection = peer.connect()) {
      create(connection);
      DatabaseMetaData metadata = connection.getMetaData();
      String name = metadata.storesUpperCaseIdentifiers() ? "PEOPLE" : "people";
      try (ResultSet tables = metadata.getTables(null, null, name.substring(0, 3) + "%", null)) {
        assertThat(tables.next()).isTrue();
        assertThat(tables.getString("TABLE_NAME")).isEqualTo(name);
        assertThat(tables.getMetaData().getColumnLabel(4)).isEqualTo("TABLE_TYPE");
        assertThat(tables.next()).isFalse();
      }
      List<String> columns = new ArrayList<>();
      try (ResultSet rows = metadata.getColumns(null, null, name, "%")) {
        while (rows.next()) {
          columns.add(rows.getString("COLUMN_NAME").toLowerCase(java.util.Locale.ROOT));
          assertThat(rows.getInt("ORDINAL_POSITION")).isEqualTo(columns.size());
        }
      }
      assertThat(columns).containsExactly("id", "name", "age", "height", "note");
      try (ResultSet key = metadata.getPrimaryKeys(null, null, name)) {
        assertThat(key.next()).isTrue();
        assertThat(key.getString("COLUMN_NAME")).isEqualToIgnoringCase("id");
        assertThat(key.getShort("KEY_SEQ")).isEqualTo((short) 1);
        assertThat(key.next()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseWhenObjectsAreClosed(Peer peer) throws SQLException {
    Connection connection = peer.connect();
    create(connection);
    Statement statement = connection.createStatement();
    PreparedStatement prepared = connection.prepareStatement("select id from people");
    ResultSet rows = prepared.executeQuery();
    prepared.close();
    prepared.close();
    assertThat(rows.isClosed()).isTrue();
    if (peer != Peer.SQLITE) {
      assertThatThrownBy(rows::next).isInstanceOf(SQLException.class);
    }
    assertThatThrownBy(prepared::executeQuery).isInstanceOf(SQLException.class);
    connection.close();
    connection.close();
    assertThat(connection.isClosed()).isTrue();
    assertThat(connection.isValid(1)).isFalse();
    assertThatThrownBy(connection::createStatement).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> statement.executeQuery("select 1")).isInstanceOf(SQLException.class);
    assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseTextWhenItIsNoStatement(Peer peer) throws SQLException {
    try (Connection connection = peer.connect();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("selct 1")).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> statement.executeQuery("select * from nowhere"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> connection.prepareStatement("select * from nowhere"))
          .isInstanceOf(SQLException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldStopWhenMaxRowsAreGiven(Peer peer) throws SQLException {
    try (Connection connection = peer.connect()) {
      create(connection);
      for (int i = 1; i <= 5; i++) {
        insert(connection, i, "n", i);
      }
      try (Statement statement = connection.createStatement()) {
        statement.setMaxRows(2);
        try (ResultSet rows = statement.executeQuery("select id from people order by id")) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getRow()).isEqualTo(1);
          assertThat(rows.next()).isTrue();
          assertThat(rows.next()).isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldTellKindOfResultWhenExecuted(Peer peer) throws SQLException {
    try (Connection connection = peer.connect();
        Statement statement = connection.createStatement()) {
      create(connection);
      insert(connection, 1, "Ann", 30);
      assertThat(statement.execute("select id from people")).isTrue();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      assertThat(statement.getResultSet().next()).isTrue();
      assertThat(statement.execute("update people set age = 5")).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(1);
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepLevelWhenItIsSet(Peer peer) throws SQLException {
    try (Connection connection = peer.connect()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      assertThat(connection.getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
      assertThatThrownBy(() -> connection.setTransactionIsolation(77))
          .isInstanceOf(SQLException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldGiveKeyWhenIdentityIsDrawn(Peer peer) throws SQLException {
    try (Connection connection = peer.connect();
        Statement statement = connection.createStatement()) {
      String key =
          peer == Peer.SQLITE
              ? "integer primary key"
              : "integer generated by default as identity primary key";
      assertThat(statement.execute("create table items (id " + key + ", name varchar(10))"))
          .isFalse();
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into items (name) values (?)", Statement.RETURN_GENERATED_KEYS)) {
        insert.setString(1, "a");
        assertThat(insert.executeUpdate()).isEqualTo(1);
        try (ResultSet keys = insert.getGeneratedKeys()) {
          assertThat(keys.next()).isTrue();
          assertThat(keys.getLong(1)).isEqualTo(1);
          assertThat(keys.next()).isFalse();
        }
      }
    }
  }
}
