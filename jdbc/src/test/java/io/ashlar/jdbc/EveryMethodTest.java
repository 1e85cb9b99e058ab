package io.ashlar.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls everything: a method answers, or fails with a {@link SQLException} that has a state. */
class EveryMethodTest {

  private static final Map<Class<?>, Object> ARGUMENTS =
      Map.of(
          int.class,
          1,
          long.class,
          1L,
          short.class,
          (short) 1,
          byte.class,
          (byte) 1,
          boolean.class,
          true,
          float.class,
          1f,
          double.class,
          1d,
          String.class,
          "a",
          BigDecimal.class,
          BigDecimal.ONE,
          Class.class,
          String.class);

  private static void callAll(Class<?> type, Object target, String... left)
      throws ReflectiveOperationException {
    for (Method method : type.getMethods()) {
      if (Arrays.asList(left).contains(method.getName()) || isOfJdbc(method, target)) {
        continue;
      }
      Object[] arguments = Arrays.stream(method.getParameterTypes()).map(ARGUMENTS::get).toArray();
      call(method, target, arguments);
      Object[] nulls =
          Arrays.stream(method.getParameterTypes())
              .map(one -> one.isPrimitive() ? ARGUMENTS.get(one) : null)
              .toArray();
      call(method, target, nulls);
    }
  }

  /** Whether it is carried out by the interface itself. */
  private static boolean isOfJdbc(Method method, Object target)
      throws ReflectiveOperationException {
    return target
        .getClass()
        .getMethod(method.getName(), method.getParameterTypes())
        .getDeclaringClass()
        .isInterface();
  }

  private static void call(Method method, Object target, Object[] arguments)
      throws ReflectiveOperationException {
    try {
      method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      assertThat(e.getCause()).as(method.toString()).isInstanceOf(SQLException.class);
      assertThat(((SQLException) e.getCause()).getSQLState()).as(method.toString()).hasSize(5);
    }
  }

  @Test
  void shouldAnswerOrRefuseWhenAnyMethodIsCalled()
      throws SQLException, ReflectiveOperationException {
    try (Connection connection = DriverManager.getConnection("jdbc:ashlar:mem:");
        Statement statement = connection.createStatement()) {
      assertThat(statement.execute("create table t (a integer primary key, b varchar(9))"))
          .isFalse();
      assertThat(statement.executeUpdate("insert into t values (1, 'x')")).isEqualTo(1);
      callAll(Connection.class, connection, "close", "abort");
      connection.setAutoCommit(true);
      connection.setReadOnly(false);
      callAll(Statement.class, connection.createStatement(), "close");
      try (PreparedStatement select = connection.prepareStatement("select a, b from t")) {
        callAll(PreparedStatement.class, select, "close");
      }
      PreparedStatement over = connection.prepareStatement("select a, b from t");
      over.close();
      callAll(PreparedStatement.class, over);
      for (int type : new int[] {ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE}) {
        try (PreparedStatement select =
                connection.prepareStatement(
                    "select a, b from t where a = ?", type, ResultSet.CONCUR_READ_ONLY);
            PreparedStatement again = connection.prepareStatement("select a, b from t")) {
          select.setInt(1, 1);
          ResultSet rows = select.executeQuery();
          callAll(ResultSet.class, rows, "close");
          callAll(ResultSetMetaData.class, again.getMetaData());
          callAll(ParameterMetaData.class, select.getParameterMetaData());
          rows.close();
          callAll(ResultSet.class, rows);
        }
      }
    }
    Connection over = DriverManager.getConnection("jdbc:ashlar:mem:");
    Statement statement = over.createStatement();
    over.close();
    callAll(Connection.class, over);
    callAll(Statement.class, statement);
  }
}
