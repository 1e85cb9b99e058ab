package io.ashlar.jdbc.error;

import io.ashlar.error.DeadlineExceededException;
import io.ashlar.sql.error.FailureState;
import io.ashlar.sql.error.SqlState;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;

/**
 * Which SQLSTATE, class of {@code java.sql} and vendor code a failure has. The code is the SQLSTATE
 * as a number: in base 10 where it has digits alone, else in base 36.
 */
public final class SqlStates {

  /** No connection can be made. */
  public static final String CANNOT_CONNECT = "08001";

  /** The connection is closed. */
  public static final String NO_CONNECTION = SqlState.NO_CONNECTION;

  /** A call that does not fit what was called before it. */
  public static final String CALL_SEQUENCE = "HY010";

  /** An argument that a method does not take. */
  public static final String INVALID_ARGUMENT = "HY024";

  /** A parameter without a value. */
  public static final String MISSING_PARAMETER = "07002";

  /** A value that cannot become what is asked for. */
  public static final String NO_CONVERSION = "07006";

  private static final int BASE = 36;

  private SqlStates() {}

  /**
   * A failure of the database, of SQL, or of the driver itself.
   *
   * @param failure what was thrown; the cause of the exception
   * @return the exception
   */
  public static SQLException of(RuntimeException failure) {
    if (failure instanceof DeadlineExceededException) {
      return new SQLTimeoutException(
          failure.getMessage(),
          SqlState.QUERY_CANCELED,
          vendorCode(SqlState.QUERY_CANCELED),
          failure);
    }
    return exception(FailureState.of(failure), failure.getMessage(), failure);
  }

  /**
   * A failure that the driver itself finds.
   *
   * @param state the SQLSTATE
   * @param sentence the fixed sentence, with its full stop
   * @param keyValues the facts: key, value, key, value
   * @return the exception, of the class that the state asks for
   */
  public static SQLException failure(String state, String sentence, Object... keyValues) {
    StringBuilder text = new StringBuilder(sentence);
    for (int i = 0; i + 1 < keyValues.length; i += 2) {
      text.append(' ').append(keyValues[i]).append('=').append(keyValues[i + 1]);
    }
    return exception(state, text.toString(), null);
  }

  private static SQLException exception(String state, String text, Throwable cause) {
    int code = vendorCode(state);
    return switch (state.substring(0, 2)) {
      case "0A" -> new SQLFeatureNotSupportedException(text, state, code, cause);
      case "08" -> new SQLNonTransientConnectionException(text, state, code, cause);
      case "21", "22" -> new SQLDataException(text, state, code, cause);
      case "23" -> new SQLIntegrityConstraintViolationException(text, state, code, cause);
      case "40" -> new SQLTransactionRollbackException(text, state, code, cause);
      case "42" -> new SQLSyntaxErrorException(text, state, code, cause);
      case "55" ->
          state.equals(SqlState.LOCK_NOT_AVAILABLE)
              ? new SQLTransactionRollbackException(text, state, code, cause)
              : new SQLNonTransientException(text, state, code, cause);
      case "53", "54", "58", "XX" -> new SQLNonTransientException(text, state, code, cause);
      default -> new SQLException(text, state, code, cause);
    };
  }

  /**
   * The vendor code of a state.
   *
   * @param state five characters
   * @return a number that no other state has
   */
  public static int vendorCode(String state) {
    boolean digits = state.chars().allMatch(c -> c >= '0' && c <= '9');
    return Integer.parseInt(state, digits ? 10 : BASE);
  }

  /**
   * Time is up.
   *
   * @param seconds what was granted
   * @return the exception
   */
  public static SQLException timeout(int seconds) {
    return new SQLTimeoutException(
        "The time of the statement is up. timeoutSeconds=" + seconds,
        SqlState.QUERY_CANCELED,
        vendorCode(SqlState.QUERY_CANCELED));
  }

  /**
   * Something that the driver does not have.
   *
   * @param what it, as a noun
   * @return the exception
   */
  public static SQLFeatureNotSupportedException unsupported(String what) {
    return new SQLFeatureNotSupportedException(
        "The driver does not support this. what=" + what,
        SqlState.FEATURE_NOT_SUPPORTED,
        vendorCode(SqlState.FEATURE_NOT_SUPPORTED));
  }

  /**
   * A closed statement or result.
   *
   * @param what which
   * @return the exception
   */
  public static SQLException closed(String what) {
    return failure(CALL_SEQUENCE, "The object is closed.", "object", what);
  }

  /**
   * An argument that a method does not take.
   *
   * @param name the argument
   * @param value what was given
   * @return the exception
   */
  public static SQLException argument(String name, Object value) {
    return failure(
        INVALID_ARGUMENT, "The argument is out of range.", "argument", name, "value", value);
  }
}
