package io.ashlar.fuzz.model;

import io.ashlar.error.ClosedException;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.HistoryUnavailableException;
import io.ashlar.fuzz.model.table.State;
import io.ashlar.fuzz.script.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cursors that stay open while other steps run: they show what was there when they were opened. */
final class Cursors {

  private final Map<Integer, Open> open = new HashMap<>();

  /** An open cursor, and the rows that it has shown. */
  private static final class Open {

    private final ModelSession session;
    private final int table;
    private final ExpectedRows expected;
    private final boolean mayFail;
    private final List<Object> shown = new ArrayList<>();

    /** The savepoints there were when it was opened. */
    private final int marks;

    /** Whether a rollback to an earlier savepoint may have closed it. */
    private boolean mayBeClosed;

    Open(ModelSession session, int table, ExpectedRows expected, boolean mayFail) {
      this.session = session;
      this.table = table;
      this.expected = expected;
      this.mayFail = mayFail;
      this.marks = session.marks();
    }
  }

  boolean isOpen(int slot) {
    return open.containsKey(slot);
  }

  /** The database was closed. */
  void forget() {
    open.clear();
  }

  void opened(int slot, ModelSession session, int table, ExpectedRows expected, boolean mayFail) {
    open.put(slot, new Open(session, table, expected, mayFail));
  }

  void lost(int slot) {
    open.remove(slot);
  }

  /** Own writes that cursors have seen are undone. */
  void rolledBack(ModelSession session, int mark) {
    for (Open each : open.values()) {
      each.mayBeClosed |= each.session == session && each.marks > mark;
    }
  }

  private static boolean isFailure(Open cursor, Throwable error) {
    return error instanceof ConstraintException && cursor.mayFail;
  }

  /** The history may have been given up since. */
  private static boolean isLostHistory(Open cursor, Throwable error) {
    return error instanceof HistoryUnavailableException && cursor.session.past() != null;
  }

  /** Judges further rows; {@code active} tells whether the transaction has not ended. */
  String judge(Step.ReadCursor step, Outcome found, Collection<ModelSession> active, State newest) {
    Open cursor = open.get(step.slot());
    cursor.mayBeClosed |= !newest.tables().containsKey(cursor.table);
    boolean ended = !active.contains(cursor.session);
    if (found.error() != null) {
      open.remove(step.slot());
      boolean fits =
          found.error() instanceof ClosedException
              ? ended || cursor.mayBeClosed
              : !ended
                  && (isFailure(cursor, found.error()) || isLostHistory(cursor, found.error()));
      return fits ? null : ended ? "expected ClosedException" : "expected no such failure";
    }
    if (ended && cursor.shown.size() < cursor.expected.size()) {
      return "expected ClosedException";
    }
    if (!(found.value() instanceof List<?> rows)) {
      return "expected rows";
    }
    cursor.shown.addAll(rows);
    boolean atEnd = rows.size() < step.rows();
    if (atEnd) {
      open.remove(step.slot());
    }
    return cursor.expected.judgeFirst(cursor.shown, atEnd);
  }
}
