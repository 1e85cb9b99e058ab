package io.ashlar.fuzz.script;

import io.ashlar.fuzz.script.condition.Condition;
import io.ashlar.fuzz.script.schema.Change;
import io.ashlar.fuzz.script.schema.IndexSpec;
import io.ashlar.fuzz.script.schema.TableSpec;
import java.util.List;
import java.util.Map;

/**
 * One statement of a script. Sessions are numbered from 0 on; {@link #AUTO} is a transaction that
 * begins and commits with the statement, {@link #OWN} a statement that is given no transaction. A
 * {@code version} that is not null is expected of all rows: that of the state so many commits ago.
 */
public sealed interface Step {

  /** A transaction for the statement alone. */
  int AUTO = -1;

  /** No transaction. */
  int OWN = -2;

  /** A statement that reads or writes rows in a session. */
  sealed interface InSession extends Step {

    /**
     * Where it runs.
     *
     * @return the number of the session, {@link #AUTO} or {@link #OWN}
     */
    int session();
  }

  /** A statement on one table. */
  sealed interface OnTable extends InSession {

    /**
     * The table.
     *
     * @return its name
     */
    String table();
  }

  /** Makes a table. */
  record CreateTable(TableSpec table) implements Step {}

  /** Drops a table. */
  record DropTable(String table) implements Step {}

  /** Makes an index of rows that may be there. */
  record CreateIndex(String table, IndexSpec index) implements Step {}

  /** Drops an index. */
  record DropIndex(String table, String index) implements Step {}

  /** Changes a table. */
  record Alter(String table, List<Change> changes) implements Step {}

  /** Analyzes a table. */
  record Analyze(String table) implements Step {}

  /** Begins or ends the history of a table. */
  record KeepHistory(String table, boolean keep) implements Step {}

  /** Makes a partition. */
  record CreatePartition(String table, List<Object> values) implements Step {}

  /** Drops the partition at a place of the list, counted round. */
  record DropPartition(String table, int place) implements Step {}

  /** Drops the partitions before an instant or a number. */
  record DropPartitionsBefore(String table, Object bound) implements Step {}

  /** Closes the database and opens it again. */
  record Reopen() implements Step {}

  /** Compares rows with index entries. */
  record Verify() implements Step {}

  /** Gives space back. */
  record Compact() implements Step {}

  /** Makes a sequence. */
  record CreateSequence(String name, long start, long increment) implements Step {}

  /** Takes a number. */
  record NextNumber(String name) implements Step {}

  /** Begins a transaction. */
  record Begin(int session, Level level) implements Step {}

  /** Begins to read as it was some commits ago. */
  record BeginAsOf(int session, int commitsBack) implements Step {}

  /** Commits. */
  record Commit(int session) implements Step {}

  /** Rolls back. */
  record Rollback(int session) implements Step {}

  /** Marks a savepoint. */
  record Savepoint(int session) implements Step {}

  /** Rolls back to the savepoint at a place, counted round. */
  record RollbackTo(int session, int place) implements Step {}

  /** Releases the savepoint at a place, counted round. */
  record Release(int session, int place) implements Step {}

  /** Inserts or upserts a row. */
  record Insert(int session, String table, Map<String, Object> values, boolean upsert)
      implements OnTable {}

  /** Updates rows. */
  record Update(
      int session,
      String table,
      Condition where,
      List<Assignment> set,
      Integer version,
      First first)
      implements OnTable {}

  /** Deletes rows. */
  record Delete(int session, String table, Condition where, Integer version, First first)
      implements OnTable {}

  /** Reads one row by the key of a unique index, or of the table when {@code index} is null. */
  record Get(int session, String table, String index, List<Object> key, Locking locking)
      implements OnTable {}

  /** Reads rows by key. */
  record GetAll(int session, String table, String index, List<List<Object>> keys)
      implements OnTable {}

  /** Reads rows. */
  record Query(int session, ScanSpec scan) implements InSession {}

  /** Prepares a scan and keeps it under a number. */
  record Prepare(int slot, ScanSpec scan) implements Step {}

  /** Runs a kept scan with other values for its parameters, in order of their occurrence. */
  record Run(int session, int slot, List<Object> values) implements InSession {}

  /** Reads rows in portions of a budget. */
  record Portions(int session, ScanSpec scan, int budgetRows) implements InSession {}

  /** Turns pages forward and back again. */
  record TurnPages(int session, ScanSpec scan, int pageRows) implements InSession {}

  /** Begins to read a scan, whose order is total, in portions that other steps come between. */
  record StartReading(int session, int slot, ScanSpec scan) implements InSession {}

  /** Goes on to read. */
  record GoOnReading(int session, int slot) implements InSession {}

  /** Opens a scan in a session and leaves it open. */
  record OpenCursor(int session, int slot, ScanSpec scan) implements InSession {}

  /** Reads so many rows of a scan that is open, and closes it when there are fewer. */
  record ReadCursor(int slot, int rows) implements Step {}

  /** Aggregates, of groups when {@code groupBy} is not empty. */
  record Aggregate(
      int session,
      String table,
      Condition where,
      List<AggregateSpec> aggregates,
      List<String> groupBy)
      implements OnTable {}

  /** Joins rows by columns of one type. */
  record Join(
      int session,
      ScanSpec outer,
      ScanSpec inner,
      String outerColumn,
      String innerColumn,
      boolean left)
      implements InSession {}
}
