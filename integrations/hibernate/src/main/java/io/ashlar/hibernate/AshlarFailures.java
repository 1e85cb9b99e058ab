package io.ashlar.hibernate;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.JDBCException;
import org.hibernate.QueryTimeoutException;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.hibernate.exception.LockAcquisitionException;
import org.hibernate.exception.LockTimeoutException;
import org.hibernate.exception.SnapshotIsolationException;

/** What the states of exceptions mean to Hibernate. */
final class AshlarFailures {

  private static final String CONFLICT = "40001";
  private static final String DEADLOCK = "40P01";
  private static final String NO_LOCK = "55P03";
  private static final String CANCELLED = "57014";
  private static final String CONSTRAINT_CLASS = "23";

  /** The facts of a message that name what was violated. */
  private static final Pattern NAMED =
      Pattern.compile("\\b(?:foreignKey|check|index|column)=(\\S+)");

  private AshlarFailures() {}

  /** The name of a violated constraint; null when the failure names none. */
  static String constraint(SQLException failure) {
    String state = failure.getSQLState();
    if (state == null || !state.startsWith(CONSTRAINT_CLASS)) {
      return null;
    }
    Matcher named = NAMED.matcher(failure.getMessage());
    return named.find() ? named.group(1) : null;
  }

  /** What Hibernate does not know by itself; null for all else. */
  static JDBCException converted(SQLException failure, String message, String sql) {
    String state = failure.getSQLState();
    if (state == null) {
      return null;
    }
    return switch (state) {
      case CONFLICT -> new SnapshotIsolationException(message, failure, sql);
      case DEADLOCK -> new LockAcquisitionException(message, failure, sql);
      case NO_LOCK -> new LockTimeoutException(message, failure, sql);
      case CANCELLED -> new QueryTimeoutException(message, failure, sql);
      default -> {
        ConstraintKind kind = kind(state);
        yield kind == null
            ? null
            : new ConstraintViolationException(message, failure, sql, kind, constraint(failure));
      }
    };
  }

  private static ConstraintKind kind(String state) {
    return switch (state) {
      case "23502" -> ConstraintKind.NOT_NULL;
      case "23503" -> ConstraintKind.FOREIGN_KEY;
      case "23505" -> ConstraintKind.UNIQUE;
      case "23514" -> ConstraintKind.CHECK;
      default -> null;
    };
  }

  /** Whether the transaction is over: all but a rollback is refused then. */
  static boolean causesRollback(SQLException failure) {
    String state = failure.getSQLState();
    return CONFLICT.equals(state) || DEADLOCK.equals(state) || NO_LOCK.equals(state);
  }
}
