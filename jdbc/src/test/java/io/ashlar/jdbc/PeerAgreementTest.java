package io.ashlar.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Calls every method of the six interfaces over each peer, on a new object, open and closed. Where
 * H2 and SQLite agree, so do we, or it stands here why not: what both answer we do not refuse, what
 * both answer alike we answer so, and what both refuse on a closed object is refused.
 */
class PeerAgreementTest {

  private static final String REFUSED = "refused";
  private static final String ANSWERED = "answered";

  /** Where we differ from both, and why. */
  private static final Map<String, String> EXPLAINED = explained();

  private static Map<String, String> explained() {
    Map<String, String> explained = new HashMap<>();
    explained.put("Connection.createArrayOf(String,Object[])", "there are no arrays");
    String own = "JDBC refuses savepoints where each statement is a transaction";
    explained.put("Connection.setSavepoint()", own);
    explained.put("Connection.setSavepoint(String)", own);
    String none = "JDBC has -1 where nothing was executed";
    explained.put("Statement.getLargeUpdateCount()", none);
    explained.put("Statement.getUpdateCount()", none);
    explained.put("Statement.isPoolable()", "JDBC has it true of prepared statements");
    String closed = "JDBC refuses it on a closed object";
    explained.put("closed Connection.getNetworkTimeout()", closed);
    explained.put("closed Connection.setNetworkTimeout(Executor,int)", closed);
    explained.put("closed Connection.setTypeMap(Map)", closed);
    explained.put("closed Statement.getConnection()", closed);
    explained.put("closed Statement.isPoolable()", closed);
    explained.put("closed Statement.setPoolable(boolean)", closed);
    explained.put("closed ResultSet.rowDeleted()", closed);
    explained.put("closed ResultSet.rowInserted()", closed);
    explained.put("closed ResultSet.rowUpdated()", closed);
    String limit = "the limit is told; 0 would mean that there is none";
    explained.put("DatabaseMetaData.getMaxColumnNameLength()", limit);
    explained.put("DatabaseMetaData.getMaxColumnsInTable()", limit);
    explained.put("DatabaseMetaData.getMaxRowSize()", limit);
    explained.put("DatabaseMetaData.getMaxSchemaNameLength()", limit);
    explained.put("DatabaseMetaData.getMaxStatementLength()", limit);
    explained.put("DatabaseMetaData.getMaxTableNameLength()", limit);
    explained.put("DatabaseMetaData.locatorsUpdateCopy()", "a Blob or Clob is a copy");
    explained.put(
        "DatabaseMetaData.storesLowerCaseIdentifiers()", "names are folded as PostgreSQL");
    explained.put("DatabaseMetaData.supportsCoreSQLGrammar()", "it has GRANT, which there is not");
    explained.put("DatabaseMetaData.supportsStatementPooling()", "connections keep statements");
    return explained;
  }

  /** Makes an object whose methods are called; the connection is its own. */
  private interface Maker {
    Object make(Connection connection) throws SQLException;
  }

  private static final Map<Class<?>, Object> VALUES = values();

  private static Map<Class<?>, Object> values() {
    Map<Class<?>, Object> values = new HashMap<>();
    values.put(int.class, 1);
    values.put(long.class, 1L);
    values.put(short.class, (short) 1);
    values.put(byte.class, (byte) 1);
    values.put(boolean.class, true);
    values.put(float.class, 1f);
    values.put(double.class, 1d);
    values.put(byte[].class, new byte[] {1});
    values.put(int[].class, new int[] {1});
    values.put(String[].class, new String[] {"id"});
    values.put(BigDecimal.class, BigDecimal.ONE);
    values.put(Object.class, "1");
    values.put(Class.class, String.class);
    values.put(Date.class, Date.valueOf("2026-01-31"));
    values.put(Time.class, Time.valueOf("12:00:00"));
    values.put(Timestamp.class, Timestamp.valueOf("2026-01-31 12:00:00"));
    values.put(Calendar.class, Calendar.getInstance(Locale.ROOT));
    values.put(Properties.class, new Properties());
    values.put(Map.class, Map.of());
    values.put(Executor.class, (Executor) Runnable::run);
    values.put(SQLType.class, JDBCType.VARCHAR);
    return values;
  }

  /** What a method of this name is called with, where a 1 or the text of its interface is wrong. */
  private static Object[] arguments(Method method, Connection connection, String text)
      throws SQLException {
    Class<?>[] types = method.getParameterTypes();
    Object[] arguments = new Object[types.length];
    int numbers = 0;
    for (int i = 0; i < types.length; i++) {
      arguments[i] =
          types[i] == String.class
              ? text
              : types[i] == InputStream.class
                  ? new ByteArrayInputStream("1".getBytes(StandardCharsets.US_ASCII))
                  : types[i] == Reader.class
                      ? new StringReader("1")
                      : types[i] == Blob.class || types[i] == Clob.class
                          ? null
                          : types[i] == Savepoint.class
                              ? savepoint(connection)
                              : VALUES.get(types[i]);
      if (types[i] == int.class) {
        arguments[i] = number(method, numbers++);
      }
    }
    return arguments;
  }

  private static Savepoint savepoint(Connection connection) throws SQLException {
    return connection.isClosed() ? null : connection.setSavepoint();
  }

  private static int number(Method method, int place) {
    int[] results = {
      ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.CLOSE_CURSORS_AT_COMMIT
    };
    boolean makes = method.getName().matches("createStatement|prepareStatement|prepareCall");
    if (makes && method.getParameterCount() > 2 - (method.getName().startsWith("c") ? 1 : 0)) {
      return results[place];
    }
    return switch (method.getName()) {
      case "setHoldability", "supportsResultSetHoldability" -> ResultSet.CLOSE_CURSORS_AT_COMMIT;
      case "supportsResultSetConcurrency" -> results[place];
      case "supportsResultSetType",
          "othersUpdatesAreVisible",
          "othersDeletesAreVisible",
          "othersInsertsAreVisible",
          "ownUpdatesAreVisible",
          "ownDeletesAreVisible",
          "ownInsertsAreVisible",
          "updatesAreDetected",
          "deletesAreDetected",
          "insertsAreDetected" ->
          ResultSet.TYPE_FORWARD_ONLY;
      case "setFetchDirection" -> ResultSet.FETCH_FORWARD;
      case "setNull" -> place == 0 ? 1 : Types.VARCHAR;
      case "setObject" -> place == 0 ? 1 : Types.INTEGER;
      case "setTransactionIsolation", "supportsTransactionIsolationLevel" ->
          Connection.TRANSACTION_SERIALIZABLE;
      default -> 1;
    };
  }

  private static String outcome(Method method, Object target, Connection connection, String text)
      throws ReflectiveOperationException, SQLException {
    Object[] arguments = arguments(method, connection, text);
    try {
      Object value = method.invoke(target, arguments);
      boolean told = value instanceof Number || value instanceof Boolean || value instanceof String;
      return told ? "gave " + value : ANSWERED;
    } catch (InvocationTargetException e) {
      return e.getCause() instanceof SQLException ? REFUSED : "threw " + e.getCause();
    }
  }

  private static Connection connect(Peer peer) throws SQLException {
    Connection connection = peer.connect();
    try (Statement statement = connection.createStatement()) {
      assertThat(
              statement.execute(
                  "create table people (id integer primary key, name varchar(40), age integer)"))
          .isFalse();
      assertThat(statement.executeUpdate("insert into people values (1, '1', 1)")).isEqualTo(1);
    }
    return connection;
  }

  private static Map<String, String> outcomes(
      Peer peer, Class<?> type, Maker maker, boolean savepoints, String text)
      throws SQLException, ReflectiveOperationException {
    Map<String, String> outcomes = new TreeMap<>();
    Connection connection = connect(peer);
    try {
      boolean used = false;
      for (Method method : methods(type).toList()) {
        if (used) {
          connection.close();
          connection = connect(peer);
        }
        // SQLite ends what is executed next.
        used = type == Connection.class || method.getName().equals("cancel");
        if (savepoints && Arrays.asList(method.getParameterTypes()).contains(Savepoint.class)) {
          connection.setAutoCommit(false);
        }
        Object target = maker.make(connection);
        outcomes.put(signature(method), outcome(method, target, connection, text));
      }
    } finally {
      connection.close();
    }
    return outcomes;
  }

  private static Stream<Method> methods(Class<?> type) {
    return Stream.of(type.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .sorted(Comparator.comparing(PeerAgreementTest::signature));
  }

  private static String signature(Method method) {
    StringBuilder text = new StringBuilder(method.getDeclaringClass().getSimpleName());
    text.append('.').append(method.getName()).append('(');
    for (Class<?> type : method.getParameterTypes()) {
      text.append(text.charAt(text.length() - 1) == '(' ? "" : ",").append(type.getSimpleName());
    }
    return text.append(')').toString();
  }

  private static void compare(Class<?> type, Maker maker, String text, boolean closed)
      throws SQLException, ReflectiveOperationException {
    Map<String, String> ours = outcomes(Peer.ASHLAR, type, maker, !closed, text);
    Map<String, String> first = outcomes(Peer.H2, type, maker, !closed, text);
    Map<String, String> second = outcomes(Peer.SQLITE, type, maker, !closed, text);
    Map<String, String> differences = new TreeMap<>();
    ours.forEach(
        (method, outcome) -> {
          String one = first.get(method);
          String other = second.get(method);
          String key = (closed ? "closed " : "") + method;
          assertThat(outcome).as(key).doesNotStartWith("threw");
          if (differs(outcome, one, other, closed) && !EXPLAINED.containsKey(key)) {
            differences.put(key, outcome + ", but H2 " + one + " and SQLite " + other);
          }
        });
    assertThat(differences).isEmpty();
  }

  private static boolean differs(String ours, String one, String other, boolean closed) {
    boolean bothRefuse = one.equals(REFUSED) && other.equals(REFUSED);
    if (bothRefuse) {
      return closed && !ours.equals(REFUSED);
    }
    boolean bothAnswer = answers(one) && answers(other);
    if (!bothAnswer) {
      return false;
    }
    return ours.equals(REFUSED) || (one.equals(other) && !ours.equals(one));
  }

  private static boolean answers(String outcome) {
    return outcome.equals(ANSWERED) || outcome.startsWith("gave");
  }

  @Test
  void shouldDoWhatPeersDoWhenConnectionIsCalled() throws Exception {
    compare(Connection.class, connection -> connection, "select id from people", false);
  }

  @Test
  void shouldDoWhatPeersDoWhenConnectionIsClosed() throws Exception {
    compare(
        Connection.class,
        connection -> {
          connection.close();
          return connection;
        },
        "select id from people",
        true);
  }

  @Test
  void shouldDoWhatPeersDoWhenStatementIsCalled() throws Exception {
    compare(Statement.class, Connection::createStatement, "update people set age = 2", false);
    compare(Statement.class, Connection::createStatement, "select id from people", false);
  }

  @Test
  void shouldDoWhatPeersDoWhenStatementIsClosed() throws Exception {
    compare(
        Statement.class,
        connection -> {
          Statement statement = connection.createStatement();
          statement.close();
          return statement;
        },
        "select id from people",
        true);
  }

  private static PreparedStatement prepared(Connection connection, String text)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text);
    statement.setString(1, "1");
    return statement;
  }

  @Test
  void shouldDoWhatPeersDoWhenPreparedStatementIsCalled() throws Exception {
    for (String text :
        new String[] {
          "select id, name from people where name = ?", "delete from people where name = ?"
        }) {
      compare(PreparedStatement.class, connection -> prepared(connection, text), "1", false);
    }
  }

  @Test
  void shouldDoWhatPeersDoWhenPreparedStatementIsClosed() throws Exception {
    compare(
        PreparedStatement.class,
        connection -> {
          PreparedStatement statement =
              prepared(connection, "select id, name from people where name = ?");
          statement.close();
          return statement;
        },
        "1",
        true);
  }

  private static ResultSet rows(Connection connection) throws SQLException {
    ResultSet rows =
        connection.createStatement().executeQuery("select name, id from people order by id");
    assertThat(rows.next()).isTrue();
    return rows;
  }

  @Test
  void shouldDoWhatPeersDoWhenResultIsCalled() throws Exception {
    compare(ResultSet.class, PeerAgreementTest::rows, "name", false);
  }

  @Test
  void shouldDoWhatPeersDoWhenResultIsClosed() throws Exception {
    compare(
        ResultSet.class,
        connection -> {
          ResultSet rows = rows(connection);
          rows.close();
          return rows;
        },
        "name",
        true);
  }

  @Test
  void shouldDoWhatPeersDoWhenColumnsAreDescribed() throws Exception {
    compare(ResultSetMetaData.class, connection -> rows(connection).getMetaData(), "name", false);
  }

  @Test
  void shouldDoWhatPeersDoWhenDatabaseIsDescribed() throws Exception {
    compare(DatabaseMetaData.class, Connection::getMetaData, null, false);
    compare(DatabaseMetaData.class, Connection::getMetaData, "%", false);
  }
}
