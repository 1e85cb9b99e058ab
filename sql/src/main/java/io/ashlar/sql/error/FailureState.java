package io.ashlar.sql.error;

import io.ashlar.argument.Arguments;
import io.ashlar.error.AshlarException;
import io.ashlar.error.CancelledException;
import io.ashlar.error.CloseTimeoutException;
import io.ashlar.error.ClosedException;
import io.ashlar.error.CommitOutcomeUnknownException;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.ContinuationException;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.DeadlineExceededException;
import io.ashlar.error.DeadlockException;
import io.ashlar.error.HistoryUnavailableException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.OutOfSpaceException;
import io.ashlar.error.RetryableException;
import io.ashlar.error.RowsUnwrittenException;
import io.ashlar.error.SchemaException;
import io.ashlar.error.StoreIoException;
import io.ashlar.error.StoreOpenException;
import io.ashlar.error.StorePoisonedException;
import io.ashlar.error.VersionMismatchException;
import io.ashlar.error.WriterFullException;
import io.ashlar.error.WriterUnavailableException;
import java.util.Map;

/**
 * Which SQLSTATE a failure has, whoever threw it: SQL, or the database, whose exceptions carry no
 * code. A driver and a shell tell the same one.
 */
public final class FailureState {

  private static final String CANNOT_CONNECT = "08001";
  private static final String COMMIT_UNKNOWN = "08007";
  private static final String HISTORY_GONE = "72000";
  private static final String GENERAL = "HY000";
  private static final String INTERNAL = "XX000";
  private static final String CORRUPT = "XX001";
  private static final String NO_SPACE = "53100";
  private static final String IN_USE = "55006";
  private static final String IO = "58030";

  private static final Map<Class<? extends AshlarException>, String> STATES =
      Map.ofEntries(
          Map.entry(CancelledException.class, SqlState.QUERY_CANCELED),
          Map.entry(DeadlineExceededException.class, SqlState.QUERY_CANCELED),
          Map.entry(CloseTimeoutException.class, IN_USE),
          Map.entry(ClosedException.class, SqlState.NO_CONNECTION),
          Map.entry(CommitOutcomeUnknownException.class, COMMIT_UNKNOWN),
          Map.entry(ContinuationException.class, SqlState.INVALID_PARAMETER),
          Map.entry(CorruptionException.class, CORRUPT),
          Map.entry(HistoryUnavailableException.class, HISTORY_GONE),
          Map.entry(IllegalUseException.class, GENERAL),
          Map.entry(LimitExceededException.class, SqlState.LIMIT_EXCEEDED),
          Map.entry(OutOfSpaceException.class, NO_SPACE),
          Map.entry(SchemaException.class, SqlState.INVALID_TABLE_DEFINITION),
          Map.entry(StoreIoException.class, IO),
          Map.entry(StoreOpenException.class, CANNOT_CONNECT),
          Map.entry(StorePoisonedException.class, IO),
          Map.entry(VersionMismatchException.class, CANNOT_CONNECT),
          Map.entry(DeadlockException.class, SqlState.DEADLOCK),
          Map.entry(LockTimeoutException.class, SqlState.LOCK_NOT_AVAILABLE),
          Map.entry(WriterFullException.class, SqlState.LIMIT_EXCEEDED),
          Map.entry(WriterUnavailableException.class, IO),
          Map.entry(RowsUnwrittenException.class, IN_USE),
          Map.entry(RetryableException.class, SqlState.SERIALIZATION_FAILURE));

  private static final Map<String, String> CONSTRAINTS =
      Map.ofEntries(
          Map.entry("A row with this primary key exists.", SqlState.UNIQUE_VIOLATION),
          Map.entry("A row with this key exists in a unique index.", SqlState.UNIQUE_VIOLATION),
          Map.entry("Two rows have the same key in a unique index.", SqlState.UNIQUE_VIOLATION),
          Map.entry("The column may not be null.", SqlState.NOT_NULL_VIOLATION),
          Map.entry("The column is null in some rows.", SqlState.NOT_NULL_VIOLATION),
          Map.entry("The row violates a check.", SqlState.CHECK_VIOLATION),
          Map.entry("Rows violate the check.", SqlState.CHECK_VIOLATION),
          Map.entry("The row references a key that is not there.", SqlState.FOREIGN_KEY_VIOLATION),
          Map.entry("Rows reference the key of the row.", SqlState.FOREIGN_KEY_VIOLATION),
          Map.entry("The value is longer than its column allows.", SqlState.STRING_TOO_LONG),
          Map.entry("No partition takes the value of the row.", SqlState.CHECK_VIOLATION),
          Map.entry("A number is divided by zero.", SqlState.DIVISION_BY_ZERO));

  /** What a table finds in a pattern that only comes with its parameters. */
  private static final String OPEN_PATTERN = "The pattern ends with its escape character.";

  private FailureState() {}

  /**
   * The code of a failure.
   *
   * @param failure what was thrown
   * @return five characters; {@code XX000} for what neither SQL nor the database throws
   */
  public static String of(RuntimeException failure) {
    Arguments.requireGiven(failure, "failure");
    if (failure instanceof SqlException sql) {
      return sql.sqlState();
    }
    if (failure instanceof ConstraintException constraint) {
      return CONSTRAINTS.getOrDefault(constraint.sentence(), SqlState.NUMERIC_OUT_OF_RANGE);
    }
    if (failure instanceof IllegalUseException use && use.sentence().equals(OPEN_PATTERN)) {
      return SqlState.INVALID_ESCAPE_SEQUENCE;
    }
    for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
      String state = STATES.get(type);
      if (state != null) {
        return state;
      }
    }
    return INTERNAL;
  }
}
