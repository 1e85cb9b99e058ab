package io.ashlar.jdbc.connection;

import io.ashlar.error.AshlarException;
import io.ashlar.jdbc.error.SqlStates;
import io.ashlar.sql.SqlSession;
import io.ashlar.transaction.Transaction;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/**
 * One execution of a batch: all of it or nothing. Where each statement would be a transaction of
 * its own, the batch is one; within a transaction a failure takes the batch back and no more.
 */
final class BatchRun {

  /** Executes one statement of the batch. */
  interface Step {
    long run(int number) throws SQLException;
  }

  private final AshlarConnection connection;
  private final SqlSession session;
  private final int size;

  BatchRun(AshlarConnection connection, int size) {
    this.connection = connection;
    this.session = connection.session();
    this.size = size;
  }

  long[] run(Step step) throws SQLException {
    if (size == 0) {
      return new long[0];
    }
    boolean alone = session.isAutoCommit() && session.transaction().isEmpty();
    Transaction current = connection.begun();
    long number = connection.transactions();
    long mark = alone ? 0 : current.savepoint();
    long[] counts = new long[size];
    try {
      for (int i = 0; i < size; i++) {
        counts[i] = step.run(i);
      }
      if (alone) {
        session.commit();
      } else if (number == connection.transactions()) {
        current.release(mark);
      }
      return counts;
    } catch (AshlarException e) {
      throw failed(SqlStates.of(e), alone, number, mark);
    } catch (SQLException e) {
      throw failed(e, alone, number, mark);
    }
  }

  private BatchUpdateException failed(SQLException e, boolean alone, long number, long mark) {
    try {
      if (alone) {
        session.rollback();
      } else if (number == connection.transactions() && session.transaction().isPresent()) {
        undo(session.transaction().get(), mark);
      }
    } catch (AshlarException undoing) {
      e.addSuppressed(undoing);
    }
    long[] counts = new long[size];
    Arrays.fill(counts, Statement.EXECUTE_FAILED);
    BatchUpdateException failure =
        new BatchUpdateException(
            "No statement of the batch was carried out. " + e.getMessage(),
            e.getSQLState(),
            e.getErrorCode(),
            counts,
            e);
    failure.setNextException(e);
    return failure;
  }

  private static void undo(Transaction current, long mark) {
    if (current.active()) {
      current.rollbackTo(mark);
      current.release(mark);
    }
  }

  /** Counts as the older methods give them. */
  static int[] narrow(long[] counts) {
    return Arrays.stream(counts).mapToInt(BatchRun::narrow).toArray();
  }

  static int narrow(long count) {
    return count > Integer.MAX_VALUE ? Statement.SUCCESS_NO_INFO : (int) count;
  }
}
